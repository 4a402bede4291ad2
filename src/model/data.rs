//! What the portal gives to programs.

/// What `[data]` in `portal.toml` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Data {
    /// On which terms others may use it.
    pub licence: Licence,
    /// What is made of it, in the order of [`DataOutput::ALL`].
    pub outputs: Vec<DataOutput>,
}

impl Data {
    /// Whether this is made.
    pub fn makes(&self, output: DataOutput) -> bool {
        self.outputs.contains(&output)
    }
}

impl Default for Data {
    /// Everything, for every use: the Dutch government's default for what it publishes (CC0).
    fn default() -> Self {
        Self { licence: Licence::Zero, outputs: DataOutput::ALL.map(|(_, output)| output).into() }
    }
}

/// What is made for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataOutput {
    /// What is new, for feed readers.
    Feeds,
    /// Milestones, for calendars.
    Calendars,
    /// Everything as tables.
    Tables,
}

impl DataOutput {
    /// Everything, with the word for it in `portal.toml`.
    pub const ALL: [(&'static str, Self); 3] =
        [("feeds", Self::Feeds), ("calendars", Self::Calendars), ("tables", Self::Tables)];
}

/// A licence that lets everybody use the data again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Licence {
    /// For every use, without a condition.
    Zero,
    /// With the name of who made it.
    Attribution,
    /// The same, and what is made of it under the same licence.
    ShareAlike,
}

impl Licence {
    /// Every licence.
    pub const ALL: [Self; 3] = [Self::Zero, Self::Attribution, Self::ShareAlike];

    /// Its identifier in the list of the SPDX.
    pub fn id(self) -> &'static str {
        match self {
            Self::Zero => "CC0-1.0",
            Self::Attribution => "CC-BY-4.0",
            Self::ShareAlike => "CC-BY-SA-4.0",
        }
    }

    /// Its permanent address, which is its name for programs.
    pub fn address(self) -> &'static str {
        match self {
            Self::Zero => "https://creativecommons.org/publicdomain/zero/1.0/",
            Self::Attribution => "https://creativecommons.org/licenses/by/4.0/",
            Self::ShareAlike => "https://creativecommons.org/licenses/by-sa/4.0/",
        }
    }
}
