namespace Coupling.Protocols.Grouped;

/// <summary>
/// Lays the rounds of a unit out in groups: all at once, or a first part and then, in the light of its flags, the rest. Both
/// parties lay out alike, and both write down the settings.
/// </summary>
internal sealed class GroupLayout(RepairGrouped mode, Unit unit)
{
    private readonly List<DetectionGroup> all = [];
    private int laidOut;

    /// <summary>The number of parts begun so far.</summary>
    public int Parts { get; private set; }

    /// <summary>The groups of the next part, none if all rounds have one. The part before must have its flags.</summary>
    public List<DetectionGroup> Next()
    {
        int rounds = unit.Rounds.Count;
        if (laidOut == rounds)
        {
            return [];
        }

        int end = Parts == 0 && mode.Splits is null ? Math.Min(GroupRule.FirstRounds(mode.HashBits), rounds) : rounds;
        GroupSetting setting = NextSetting();
        var part = new List<DetectionGroup>();
        for (; laidOut < end; laidOut += setting.Size)
        {
            GroupSetting own = setting with { Rounds = Math.Min(setting.Size, end - laidOut) };
            part.Add(new DetectionGroup(laidOut, own));
            unit.Settings.Add(own.Pack(), own.Rounds);
        }

        laidOut = end;
        Parts++;
        all.AddRange(part);
        return part;
    }

    /// <summary>The groups that are to be searched.</summary>
    public List<DetectionGroup> Flagged() => all.FindAll(group => group.IsFlagged);

    /// <summary>Of the groups just searched, those that may be searched again.</summary>
    public static List<DetectionGroup> GoingOn(List<DetectionGroup> searched) => searched.FindAll(group => group.MayGoOn);

    /// <summary>Whole groups, as nodes.</summary>
    public static List<Node> Nodes(List<DetectionGroup> groups) =>
        groups.ConvertAll(group => new Node(group, group.Start, group.Setting.Size, group.Difference));

    private GroupSetting NextSetting()
    {
        if (mode.Splits is { } splits)
        {
            return GroupRule.Splitting(mode.HashBits, splits);
        }

        return Parts == 0
            ? GroupRule.First(mode.HashBits)
            : GroupRule.Rest(GroupRule.First(mode.HashBits), all.Count(group => group.IsFlagged), all.Count);
    }
}
