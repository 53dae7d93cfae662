//! Numbers kept to the last place while they are put together, so that 1.78万亿 is 1.78e12 and nothing near it.

/// `units` × 10^-`places`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Decimal {
    units: i128,
    places: u32,
}

/// The digits that a number may have; more of them are a code.
const DIGITS: u32 = 30;

impl Decimal {
    pub(super) fn whole(units: u64) -> Self {
        Self { units: units.into(), places: 0 }
    }

    /// `digit` set behind the last place.
    pub(super) fn push(self, digit: u64) -> Option<Self> {
        Some(Self { units: self.times(1)?.units + i128::from(digit), places: self.places })
    }

    /// `digit` set behind the point.
    pub(super) fn push_decimal(self, digit: u64) -> Option<Self> {
        Some(Self { places: self.places + 1, ..self.push(digit)? })
    }

    /// Times ten to the power given.
    pub(super) fn times(self, power: u32) -> Option<Self> {
        let units = self.units.checked_mul(10i128.checked_pow(power)?)?;
        (units.abs() < 10i128.pow(DIGITS)).then_some(Self { units, ..self })
    }

    pub(super) fn plus(self, other: Self) -> Option<Self> {
        let places = self.places.max(other.places);
        let scaled = |d: Self| d.times(places - d.places);
        Some(Self { units: scaled(self)?.units.checked_add(scaled(other)?.units)?, places })
    }

    pub(super) fn is_zero(self) -> bool {
        self.units == 0
    }

    /// Whether it is less than ten to the power given.
    pub(super) fn is_below(self, power: u32) -> bool {
        10i128.checked_pow(power + self.places).is_none_or(|limit| self.units < limit)
    }

    /// The nearest floating-point number.
    pub(super) fn value(self) -> f64 {
        format!("{}e-{}", self.units, self.places).parse().unwrap_or(f64::INFINITY)
    }

    /// Its value where it has no decimals.
    pub(super) fn integer(self) -> Option<u64> {
        (self.places == 0).then_some(self.units)?.try_into().ok()
    }
}
