namespace Coupling.Theory;

/// <summary>What theory says of an adaptive mode on a pair, round by round: given the public setting of a round.</summary>
public interface ISettingLaw
{
    /// <summary>Pr[a = b] of a round that was conducted under a setting, exact up to rounding.</summary>
    /// <param name="setting">As the mode wrote it into its <see cref="Protocols.SettingTally"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The mode has no such setting.</exception>
    double Agreement(long setting);
}
