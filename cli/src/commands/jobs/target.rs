//! Where calls go: an emulator of this command's own, one that runs already, or the providers themselves.

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};
use std::{env, fs, io};

use nameplate::client::{Client, ClientBuilder, Entry, EnvKeys, KeySource, NoKey, Secret, SqliteLedger};
use nameplate::spec::{ModelSpec, ProviderSpec, Shared};
use nameplate_emulator::{Emulator, Handle, Scenario};

use crate::args::TargetArgs;
use crate::catalogue::Catalogue;
use crate::failure::{self, Failure};

/// Where calls go.
pub(super) struct Target {
    pub(super) client: Client,
    /// What an emulator's addresses begin with: requests may name files of it.
    pub(super) origins: Vec<String>,
    /// Whether calls cost money.
    pub(super) live: bool,
    /// The emulator that ends with this command.
    emulator: Option<Handle>,
}

impl Target {
    /// What the arguments ask for.
    pub(super) async fn open(args: &TargetArgs, catalogue: &Catalogue) -> Result<Self, Failure> {
        let builder = builder(args, catalogue)?;
        if args.live {
            return Self::new(builder.keys(keys(args)?), Vec::new(), true, None);
        }
        let emulator = if args.emulator.is_some() { None } else { Some(start(args, catalogue).await?) };
        let own = emulator.as_ref().map(Handle::url);
        let url = args.emulator.as_deref().or(own).unwrap_or_default().trim_end_matches('/').to_owned();
        let builder = stand_in(builder, &url, catalogue)?;
        Self::new(builder.keys(any_key), vec![url], false, emulator)
    }

    /// Where a call of the record was sent: to an emulator on this machine, or to its provider.
    pub(super) fn of_entry(entry: &Entry, args: &TargetArgs, catalogue: &Catalogue) -> Result<Self, Failure> {
        let builder = builder(args, catalogue)?;
        let spec = catalogue.models().into_iter().find(|spec| spec.provider.id == entry.provider);
        let origin = spec.map(|spec| spec.provider.origin.trim_end_matches('/')).ok_or_else(|| {
            Failure::usage(format!("the provider `{}` of the record {} is in no spec", entry.provider, entry.id))
                .help("`--specs DIR` reads the folder that has it")
        })?;
        if entry.base == origin {
            return Self::new(builder.keys(keys(args)?), Vec::new(), true, None);
        }
        let builder = builder.base(origin, &entry.base).map_err(|error| {
            Failure::usage(format!("the record {} was sent to `{}`: {error}", entry.id, entry.base))
        })?;
        Self::new(builder.keys(any_key), Vec::new(), false, None)
    }

    fn new(
        builder: ClientBuilder,
        origins: Vec<String>,
        live: bool,
        emulator: Option<Handle>,
    ) -> Result<Self, Failure> {
        let client = builder.build().map_err(|error| Failure::usage(format!("cannot set up connections: {error}")))?;
        Ok(Self { client, origins, live, emulator })
    }

    /// Whether what was sent ends with this command.
    pub(super) fn is_own_emulator(&self) -> bool {
        self.emulator.is_some()
    }

    /// Ends the emulator, if it is this command's own.
    pub(super) async fn close(self) {
        if let Some(emulator) = self.emulator {
            emulator.shutdown().await;
        }
    }
}

fn builder(args: &TargetArgs, catalogue: &Catalogue) -> Result<ClientBuilder, Failure> {
    let models = catalogue.models().into_iter().map(|spec: &ModelSpec| Shared::new(spec.clone()));
    Ok(Client::builder().ledger(ledger(args.ledger.as_deref())?).models(models))
}

async fn start(args: &TargetArgs, catalogue: &Catalogue) -> Result<Handle, Failure> {
    let emulator = Emulator::builder()
        .models(catalogue.models())
        .speed(args.speed)
        .seed(seed())
        .scenario(args.scenario.unwrap_or(Scenario::Ok));
    emulator.start().await.map_err(|error| Failure::usage(format!("cannot start the emulator: {error}")))
}

/// Another one each time: the ids of two emulators' jobs must not be the same in one record.
fn seed() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(now.as_nanos()).unwrap_or_default()
}

/// Lets an emulator stand for every provider's origin.
fn stand_in(mut builder: ClientBuilder, url: &str, catalogue: &Catalogue) -> Result<ClientBuilder, Failure> {
    for spec in catalogue.models() {
        let provider = &spec.provider;
        let base = format!("{url}/{}", provider.id);
        builder = builder.base(&provider.origin, &base).map_err(|error| {
            Failure::usage(format!("`{url}` cannot be used: {error}"))
                .help("give the address that `nameplate emulate` prints")
        })?;
    }
    Ok(builder)
}

/// An emulator takes any key; no key of a provider is sent to one.
fn any_key(_: &ProviderSpec) -> Result<Secret, NoKey> {
    Secret::new("nameplate-emulator-takes-any-key")
}

/// The caller's keys.
fn keys(args: &TargetArgs) -> Result<impl KeySource + 'static, Failure> {
    let file = args.key_file.as_deref().map(key_of).transpose()?;
    Ok(move |provider: &ProviderSpec| match &file {
        Some(key) => Ok(key.clone()),
        None => EnvKeys.key(provider),
    })
}

fn key_of(path: &Path) -> Result<Secret, Failure> {
    let metadata = fs::metadata(path).map_err(|error| Failure::unreadable(path, &error))?;
    if is_readable_by_others(&metadata) {
        let help = format!("`chmod 600 {}`", path.display());
        return Err(Failure::usage(format!("others may read the key in `{}`", path.display())).help(help));
    }
    let text = fs::read_to_string(path).map_err(|error| Failure::unreadable(path, &error))?;
    Secret::new(text).map_err(|why| Failure::usage(format!("`{}`: {why}", path.display())))
}

#[cfg(unix)]
fn is_readable_by_others(file: &fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.permissions().mode() & 0o077 != 0
}

#[cfg(not(unix))]
fn is_readable_by_others(_: &fs::Metadata) -> bool {
    false
}

/// Opens the record of jobs, and makes it when there is none.
pub(super) fn ledger(path: Option<&Path>) -> Result<SqliteLedger, Failure> {
    let path = path.map_or_else(default_path, |path| Ok(path.to_owned()))?;
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| unusable(&path, &error.to_string()))?;
    }
    SqliteLedger::open(&path).map_err(|error| unusable(&path, &error.to_string()))
}

fn unusable(path: &Path, why: &str) -> Failure {
    let message = format!("the record of jobs `{}` cannot be used: {why}", path.display());
    Failure::usage(message).help("`--ledger FILE` or `NAMEPLATE_LEDGER` names another one")
}

/// Where the record of jobs is unless somebody says otherwise, after the XDG base directory specification.
pub(super) fn default_path() -> Result<PathBuf, Failure> {
    let absolute = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    absolute("XDG_STATE_HOME")
        .or_else(|| absolute("HOME").map(|home| home.join(".local/state")))
        .or_else(|| absolute("LOCALAPPDATA"))
        .map(|folder| folder.join("nameplate/jobs.sqlite"))
        .ok_or_else(|| {
            Failure::usage("there is no place for the record of jobs")
                .help("name one with `--ledger FILE` or `NAMEPLATE_LEDGER`")
        })
}

/// What a runtime of futures could not do.
pub(super) fn no_runtime(error: &io::Error) -> Failure {
    Failure::stopped(failure::INTERNAL, format!("cannot start: {error}"))
}
