namespace Coupling.Protocols.Grouped;

/// <summary>One group of a unit, as one party keeps it. All but <see cref="Difference"/> is known to both.</summary>
internal sealed class DetectionGroup(int start, GroupSetting setting)
{
    /// <summary>The index in the unit of its first round.</summary>
    public int Start { get; } = start;

    public GroupSetting Setting { get; } = setting;

    /// <summary>Whether Bob's last symbol for it was not 0.</summary>
    public bool IsFlagged { get; private set; }

    /// <summary>The hash bit along which it is searched.</summary>
    public int Pivot { get; private set; }

    /// <summary>Searches begun so far.</summary>
    public int Searches { get; private set; }

    /// <summary>The hash bits that no search has gone along. Only these are looked at.</summary>
    public uint OpenBits { get; private set; } = (1u << setting.HashBits) - 1;

    /// <summary>δ, the XOR of both sides' hashes over the live rounds. Bob alone knows it.</summary>
    public uint Difference { get; set; }

    /// <summary>Whether another search may follow the one that has just ended.</summary>
    public bool MayGoOn => Searches < Setting.Searches && OpenBits != 0;

    /// <summary>Ends it: no difference is seen any more.</summary>
    public void Finish() => IsFlagged = false;

    /// <summary>Begins a search along bit <paramref name="pivot"/>, which is spent thereby.</summary>
    public void Search(int pivot)
    {
        IsFlagged = true;
        Pivot = pivot;
        Searches++;
        OpenBits &= ~(1u << pivot);
    }

    /// <summary>Whether its differing parts are to be split on, where nothing is searched along a bit.</summary>
    public void Split(bool differs) => IsFlagged = differs;
}
