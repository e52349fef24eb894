using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Coupling.Input;
using Coupling.Protocols;
using Coupling.Wire.Hosting;
using Coupling.Wire.Plans;

namespace Coupling.Cli.Commands;

/// <summary>The options of every command that runs modes on a pair.</summary>
internal sealed class RunOptions
{
    private const ulong DefaultRounds = 50_000;
    private const uint DefaultBatch = 4096;
    private const ulong DefaultSeed = 1;
    private const ulong DefaultMaxPayload = 4UL << 30;

    /// <summary>A run's name has at most 64 letters, 20 of which are the time.</summary>
    private const int LongestName = 44;

    private readonly Option<string?> p = new("--p") { Description = "SPEC of Alice's distribution (docs/input.md); default: the words of a shipped story." };
    private readonly Option<string?> q = new("--q") { Description = "SPEC of Bob's distribution; default: the words of the same story, retold." };
    private readonly Option<ulong> rounds;
    private readonly Option<double?> seconds;
    private readonly Option<ulong> batch = Number("--batch", "Rounds that run and retry together; never changes a result.", DefaultBatch);
    private readonly Option<ulong> inFlight = Number("--in-flight", "Batches under way at once; 0 chooses.", 0);
    private readonly Option<ulong> maxPayload = Number("--max-payload", "Bytes; a mode that is expected to say more is refused.", DefaultMaxPayload);
    private readonly Option<string?> output = new("--out") { Description = "Folder of the run; default runs/<utc>-<name>." };
    private readonly Option<string> name;
    private readonly bool withPair;
    private readonly Option<string?> alphabet = new("--alphabet") { Description = "File with the alphabet of both texts, an item per line." };
    private readonly Option<string?> prior = new("--prior") { Description = "SPEC of a distribution that both parties know, for the modes that need one." };
    private readonly Option<LinkChoice?> link = CreateLink();
    private readonly Option<string> format = new("--format") { Description = "What standard output carries.", DefaultValueFactory = _ => "table" };
    private readonly Option<string?> coordinator = new("--coordinator") { Description = "URL of a coordinator that runs elsewhere, with parties that hold P and Q already." };
    private readonly Option<string?> certificates = new("--certs") { Description = "Folder of `coupling certs init`, with the user's certificate, for a --coordinator that speaks TLS." };
    private readonly Option<string> topology = new("--topology") { Description = "Where the three services live.", DefaultValueFactory = _ => "processes" };

    /// <param name="modes">The modes of a run that asks for none.</param>
    /// <param name="standardName">The name of a run that is given none.</param>
    /// <param name="formats">What standard output may carry.</param>
    /// <param name="withPair">Whether the user names P and Q.</param>
    /// <param name="standardSeconds">The time of a mode, where none is asked for; null for no limit.</param>
    public RunOptions(IEnumerable<string> modes, string standardName, string[] formats, bool withPair = true, double? standardSeconds = null)
    {
        this.withPair = withPair;
        seconds = CreateSeconds(standardSeconds);
        rounds = standardSeconds is null
            ? Number("--rounds", "Coupled pairs per mode.", DefaultRounds, 1, PlanLimits.MaximumRounds)
            : Number("--rounds", "Coupled pairs per mode, if they are done before its time is over; 0: as many as it allows.", 0, 1, PlanLimits.MaximumRounds);
        Modes = new Option<string>("--modes")
        {
            Description = "Comma-separated: " + string.Join(", ", ProtocolCatalog.Modes.Select(mode => mode.Pattern)) + ".",
            DefaultValueFactory = _ => string.Join(',', modes),
        };
        name = new Option<string>("--name") { Description = "Name of the run.", DefaultValueFactory = _ => standardName };
        name.Validators.Add(RequireName);
        format.AcceptOnlyFromAmong(formats);
        topology.AcceptOnlyFromAmong("processes", "in-process");
    }

    public Option<string> Modes { get; }

    public Option<ulong?> RoundsPerRow { get; } = CreateRoundsPerRow();

    public Option<ulong> Seed { get; } = Number("--seed", "Of the shared, public coins: 0 to 2^64-1.", DefaultSeed);

    public void AddTo(Command command)
    {
        if (withPair)
        {
            command.Add(p);
            command.Add(q);
            command.Add(RoundsPerRow);
            command.Add(coordinator);
            command.Add(certificates);
            command.Validators.Add(RequireOnePlace);
        }

        foreach (Option option in (Option[])[Modes, rounds, seconds, batch, inFlight, link, Seed, maxPayload, output, name, alphabet, prior, format, topology])
        {
            command.Add(option);
        }
    }

    public RunSettings Settings(ParseResult parsed) => new()
    {
        P = IsElsewhere(parsed) ? string.Empty : parsed.GetValue(p) ?? ShippedText("harbour.en.txt"),
        Q = IsElsewhere(parsed) ? string.Empty : parsed.GetValue(q) ?? ShippedText("harbour-retold.en.txt"),
        Coordinator = IsElsewhere(parsed) ? new Uri(parsed.GetValue(coordinator)!) : null,
        Certificates = withPair ? parsed.GetValue(certificates) : null,
        Modes = ModesOf(parsed),
        Rounds = (parsed.GetValue(seconds) is null && parsed.GetValue(RoundsPerRow) is null) || IsGiven(parsed.CommandResult, rounds) ? parsed.GetRequiredValue(rounds) : 0,
        RoundsPerRow = parsed.GetValue(RoundsPerRow),
        Seconds = parsed.GetValue(seconds),
        Batch = (uint)Math.Min(uint.MaxValue, parsed.GetRequiredValue(batch)),
        InFlight = (uint)Math.Min(uint.MaxValue, parsed.GetRequiredValue(inFlight)),
        Link = parsed.GetValue(link)?.Shape,
        IsLinkOff = IsLinkOff(parsed),
        Seed = parsed.GetRequiredValue(Seed),
        MaxPayloadBytes = parsed.GetRequiredValue(maxPayload),
        Out = parsed.GetValue(output),
        Name = parsed.GetRequiredValue(name),
        AlphabetFile = parsed.GetValue(alphabet),
        Prior = parsed.GetValue(prior),
        Format = Enum.Parse<OutputFormat>(parsed.GetRequiredValue(format), ignoreCase: true),
        InProcess = parsed.GetRequiredValue(topology) == "in-process",
    };

    public static string[] ModesOf(string? modes) =>
        modes?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>Of the modes of a run that asks for none, those that need a pair that stays do not fit a workload, and those that speak need a link.</summary>
    private string[] ModesOf(ParseResult parsed)
    {
        string[] modes = ModesOf(parsed.GetValue(Modes));
        return IsGiven(parsed.CommandResult, Modes)
            ? modes
            : [.. modes.Where(mode => Fits(ProtocolCatalog.Parse(mode)))];

        bool Fits(Protocol protocol) =>
            !(parsed.GetValue(RoundsPerRow) is not null && protocol.NeedsOnePair) && !(IsLinkOff(parsed) && protocol is ConversingProtocol);
    }

    private bool IsLinkOff(ParseResult parsed) => parsed.GetValue(link) is { IsOff: true };

    public static bool IsGiven(CommandResult result, Option option) => result.GetResult(option) is { Implicit: false };

    private bool IsElsewhere(ParseResult parsed) => withPair && parsed.GetValue(coordinator) is not null;

    /// <summary>Parties that run elsewhere hold their distributions already.</summary>
    private void RequireOnePlace(CommandResult result)
    {
        string? url = result.GetValue(coordinator);
        if (url is null)
        {
            if (result.GetValue(certificates) is not null)
            {
                result.AddError("--certs: only with --coordinator");
            }

            return;
        }

        if (!ServiceUrl.IsValid(url))
        {
            result.AddError($"--coordinator: {url} (allowed: {ServiceUrl.Allowed})");
        }

        foreach (Option option in ((Option[])[p, q, alphabet, topology]).Where(option => IsGiven(result, option)))
        {
            result.AddError($"{option.Name}: not together with --coordinator, whose parties have it already");
        }
    }

    /// <summary>The name becomes part of a path before anyone else looks at it.</summary>
    private static void RequireName(OptionResult option)
    {
        string text = option.GetValueOrDefault<string>() ?? string.Empty;
        if (text.Length is 0 or > LongestName || !text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'))
        {
            option.AddError($"{option.Option.Name}: {text} (allowed: 1 to {LongestName} of a-z, A-Z, 0-9, '-', '_')");
        }
    }

    private static Option<ulong?> CreateRoundsPerRow() => new("--rounds-per-row")
    {
        Description = "P and Q are workloads: each row of them has so many rounds; --rounds may ask for fewer than all.",
        CustomParser = argument =>
        {
            string text = argument.Tokens[0].Value;
            if (!ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value) || value is < 1 or > PlanLimits.MaximumRounds)
            {
                argument.AddError($"--rounds-per-row: {text} (allowed: a whole number, 1 to {PlanLimits.MaximumRounds})");
            }

            return value;
        },
    };

    private static Option<LinkChoice?> CreateLink() => new("--link")
    {
        Description = "What the link does to what passes: none, or delay=20ms,jitter=2ms,rate=1mbit; one way; up.rate= is Alice to Bob, down.rate= back. off: there is no link, and no mode may speak.",
        CustomParser = argument =>
        {
            try
            {
                return LinkChoice.Parse(argument.Tokens[0].Value);
            }
            catch (FormatException fault)
            {
                argument.AddError($"--link: {fault.Message}");
                return null;
            }
        },
    };

    private static Option<double?> CreateSeconds(double? standard) => new("--seconds")
    {
        Description = "Time per mode. With --rounds, whichever is reached first; else as many rounds as it allows.",
        DefaultValueFactory = _ => standard,
        CustomParser = argument =>
        {
            string text = argument.Tokens[0].Value;
            if (!double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)
                || value is not (>= PlanLimits.MinimumSeconds and <= PlanLimits.MaximumSeconds))
            {
                argument.AddError(string.Create(
                    CultureInfo.InvariantCulture,
                    $"--seconds: {text} (allowed: a decimal number, {PlanLimits.MinimumSeconds} to {PlanLimits.MaximumSeconds})"));
            }

            return value;
        },
    };

    private static Option<ulong> Number(string name, string description, ulong standard, ulong least = 0, ulong most = ulong.MaxValue) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => standard,
        CustomParser = argument =>
        {
            string text = argument.Tokens[0].Value;
            if (!ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value))
            {
                argument.AddError($"{name}: {text} (allowed: a whole number, {least} to {most})");
            }
            else if (value < least || value > most)
            {
                argument.AddError($"{name}: {text} (allowed: {least} to {most})");
            }

            return value;
        },
    };

    private static string ShippedText(string file) =>
        new TextSpec(Path.Combine(AppContext.BaseDirectory, "texts", file)).ToString();
}
