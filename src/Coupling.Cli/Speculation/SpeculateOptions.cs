using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Coupling.Cli.Commands;
using Coupling.Distributions;
using Coupling.Link.Shapes;
using Coupling.Models;
using Coupling.Speculation;
using Coupling.Wire.Hosting;
using Coupling.Wire.Plans;

namespace Coupling.Cli.Speculation;

/// <summary>The options of `coupling speculate`.</summary>
internal sealed class SpeculateOptions
{
    private const string DefaultSchemes = "invariant:gumbel,standard,none";
    private const string VerifiedSchemes = "invariant:gumbel,standard";
    private const string DefaultName = "speculate";
    private const string DefaultGammas = "4";
    private const string VerifiedGammas = "1,2,4,8";
    private const ulong DefaultTokens = 128;
    private const ulong VerifiedTokens = 64;
    private const ulong DefaultMaxPayload = 4UL << 30;

    /// <summary>A run's name has at most 64 letters, 20 of which are the time, and some say which link.</summary>
    private const int LongestName = 36;

    private static readonly string[] VerifiedLinks = ["none", "delay=5ms,rate=10mbit", "delay=20ms,rate=2mbit"];

    private readonly Option<string?> target = new("--target") { Description = "SPEC of the target's model (docs/models.md); default: an n-gram model of a shipped story." };
    private readonly Option<string[]> drafters = new("--drafter") { Description = "SPEC of the drafter's model; one that names no vocabulary takes the target's. Default: a coarse copy of the target. Several with --verify-invariance." };
    private readonly Option<string?> prior = new("--prior") { Description = "SPEC of a cheap model that both have, for schemes that need one; default: the bigram model of an n-gram target." };
    private readonly Option<string?> scheme = new("--scheme") { Description = $"Comma-separated: {string.Join(", ", SchemeCatalog.Patterns.Select(entry => entry.Pattern))}; default {DefaultSchemes}, with --verify-invariance {VerifiedSchemes}." };
    private readonly Option<string?> gamma = new("--gamma") { Description = $"Drafts per pass, comma-separated: 1 to {SpeculationContext.MaximumGamma}; default {DefaultGammas}, with --verify-invariance {VerifiedGammas}." };
    private readonly Option<string?> prompt = new("--prompt") { Description = $"What the text goes on from; default: '{DefaultModels.Prompt}'." };
    private readonly Option<string?> promptFile = new("--prompt-file") { Description = "File of the prompt, UTF-8." };
    private readonly Option<ulong?> tokens = new("--tokens") { Description = $"Of each text: 1 to {PlanTexts.MaximumTokens}; default {DefaultTokens}, with --verify-invariance {VerifiedTokens}.", CustomParser = argument => Number(argument, "--tokens", 1, PlanTexts.MaximumTokens) };
    private readonly Option<ulong?> seed = new("--seed") { Description = "Of the shared, public coins: 0 to 2^64-1.", DefaultValueFactory = _ => 1, CustomParser = argument => Number(argument, "--seed", 0, ulong.MaxValue) };
    private readonly Option<string[]> links = new("--link") { Description = "What the link does, as in `coupling run`: none, or delay=20ms,rate=256kbit; may be repeated, a run for each." };
    private readonly Option<ulong?> maxPayload = new("--max-payload") { Description = "Bytes; a scheme that may say more is refused.", DefaultValueFactory = _ => DefaultMaxPayload, CustomParser = argument => Number(argument, "--max-payload", 0, ulong.MaxValue) };
    private readonly Option<string?> output = new("--out") { Description = "Folder of the run; default runs/<utc>-<name>." };
    private readonly Option<string> name = new("--name") { Description = "Name of the run.", DefaultValueFactory = _ => DefaultName };
    private readonly Option<string> format = new("--format") { Description = "What standard output carries.", DefaultValueFactory = _ => "table" };
    private readonly Option<string> topology = new("--topology") { Description = "Where the three services live.", DefaultValueFactory = _ => "processes" };
    private readonly Option<string?> coordinator = new("--coordinator") { Description = "URL of a coordinator that runs elsewhere, with parties that hold their models already." };
    private readonly Option<string?> certificates = new("--certs") { Description = "Folder of `coupling certs init`, with the user's certificate, for a --coordinator that speaks TLS." };
    private readonly Option<bool> noReplay = new("--no-replay") { Description = "Do not read both models here once more, to judge texts and acceptance." };
    private readonly Option<bool> verify = new("--verify-invariance") { Description = "Write one text with every drafter, gamma and link, kill the drafter half-way twice, and show how many different texts came out." };

    public SpeculateOptions()
    {
        format.AcceptOnlyFromAmong("table", "json", "jsonl");
        topology.AcceptOnlyFromAmong("processes", "in-process");
    }

    private Option[] All =>
        [target, drafters, prior, scheme, gamma, prompt, promptFile, tokens, seed, links, maxPayload, output, name, format, topology, coordinator, certificates, noReplay, verify];

    public void AddTo(Command command)
    {
        foreach (Option option in All)
        {
            command.Add(option);
        }

        command.Validators.Add(Check);
    }

    public bool IsVerification(ParseResult parsed) => parsed.GetValue(verify);

    /// <exception cref="BadDataException">A SPEC is none, or the prompt cannot be read.</exception>
    /// <exception cref="UsageException">A default does not fit what was given.</exception>
    public SpeculateSettings Settings(ParseResult parsed)
    {
        bool elsewhere = parsed.GetValue(coordinator) is not null;
        bool verified = parsed.GetValue(verify);
        string targetSpec = elsewhere ? string.Empty : ModelSpec.Parse(parsed.GetValue(target) ?? DefaultModels.Target).ToString();
        SpeculativeScheme[] schemes = SchemesOf(parsed.GetValue(scheme) ?? (verified ? VerifiedSchemes : DefaultSchemes));
        string[] given = parsed.GetValue(drafters) ?? [];
        return new SpeculateSettings
        {
            Target = targetSpec,
            Drafters = elsewhere ? [] : [.. (given.Length > 0 ? given : DefaultModels.Drafters(targetSpec, verified)).Select(spec => DefaultModels.Beside(targetSpec, spec))],
            Prior = elsewhere ? null : PriorOf(parsed, targetSpec, schemes),
            Schemes = schemes,
            Gammas = GammasOf(parsed.GetValue(gamma) ?? (verified ? VerifiedGammas : DefaultGammas)),
            Prompt = PromptOf(parsed),
            Tokens = (int)(parsed.GetValue(tokens) ?? (verified ? VerifiedTokens : DefaultTokens)),
            Seed = parsed.GetValue(seed)!.Value,
            Links = LinksOf(parsed.GetValue(links) is { Length: > 0 } asked ? asked : verified ? VerifiedLinks : ["none"]),
            MaxPayloadBytes = parsed.GetValue(maxPayload)!.Value,
            Out = parsed.GetValue(output),
            Name = parsed.GetRequiredValue(name),
            Format = Enum.Parse<OutputFormat>(parsed.GetRequiredValue(format), ignoreCase: true),
            InProcess = parsed.GetRequiredValue(topology) == "in-process",
            Replay = !parsed.GetValue(noReplay),
            Coordinator = elsewhere ? new Uri(parsed.GetValue(coordinator)!) : null,
            Certificates = parsed.GetValue(certificates),
        };
    }

    private static string? PriorOf(string? given, string target, SpeculativeScheme[] schemes)
    {
        if (given is not null)
        {
            return DefaultModels.Beside(target, given);
        }

        return Array.Find(schemes, scheme => scheme.NeedsPrior) is { } needy
            ? DefaultModels.Prior(target) ?? throw new UsageException($"--prior: none (allowed: a SPEC, which {needy.Name} needs; only an n-gram target has one by default)")
            : null;
    }

    private string? PriorOf(ParseResult parsed, string target, SpeculativeScheme[] schemes) => PriorOf(parsed.GetValue(prior), target, schemes);

    private string PromptOf(ParseResult parsed)
    {
        if (parsed.GetValue(promptFile) is not { } file)
        {
            return parsed.GetValue(prompt) ?? DefaultModels.Prompt;
        }

        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new BadDataException($"--prompt-file: {fault.Message}");
        }
    }

    private void Check(CommandResult result)
    {
        Try(result, () => SchemesOf(result.GetValue(scheme) ?? DefaultSchemes));
        Try(result, () => GammasOf(result.GetValue(gamma) ?? DefaultGammas));
        Try(result, () => LinksOf(result.GetValue(links) ?? []));
        string text = result.GetValue(name) ?? DefaultName;
        if (text.Length is 0 or > LongestName || !text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'))
        {
            result.AddError($"--name: {text} (allowed: 1 to {LongestName} of a-z, A-Z, 0-9, '-', '_')");
        }

        if (result.GetValue(prompt) is not null && result.GetValue(promptFile) is not null)
        {
            result.AddError("--prompt-file: not together with --prompt");
        }

        if ((result.GetValue(drafters) ?? []).Length > 1 && !result.GetValue(verify))
        {
            result.AddError("--drafter: given several times (allowed: once, or with --verify-invariance)");
        }

        if (result.GetValue(verify) && result.GetValue(topology) == "in-process")
        {
            result.AddError("--topology: in-process (allowed with --verify-invariance, which kills a process: processes)");
        }

        CheckPlace(result);
    }

    /// <summary>Parties that run elsewhere hold their models already.</summary>
    private void CheckPlace(CommandResult result)
    {
        if (result.GetValue(coordinator) is not { } url)
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

        foreach (Option option in ((Option[])[target, drafters, prior, topology, verify]).Where(option => RunOptions.IsGiven(result, option)))
        {
            result.AddError($"{option.Name}: not together with --coordinator, whose parties have their models already");
        }
    }

    private static SpeculativeScheme[] SchemesOf(string text)
    {
        string[] names = Parts(text);
        string? twice = names.GroupBy(one => one).FirstOrDefault(group => group.Count() > 1)?.Key;
        return names.Length == 0 ? throw new FormatException("--scheme: none (allowed: at least one)")
            : twice is not null ? throw new FormatException($"--scheme: {twice} twice (allowed: each once)")
            : [.. names.Select(Parse)];

        static SpeculativeScheme Parse(string one)
        {
            try
            {
                return SchemeCatalog.Parse(one);
            }
            catch (UnknownSchemeException fault)
            {
                throw new FormatException($"--scheme: {fault.Message}", fault);
            }
        }
    }

    private static int[] GammasOf(string text)
    {
        string[] parts = Parts(text);
        int[] gammas = [.. parts.Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : 0)];
        return gammas.Length > 0 && gammas.Length == gammas.Distinct().Count() && gammas.All(value => value is >= 1 and <= SpeculationContext.MaximumGamma)
            ? gammas
            : throw new FormatException($"--gamma: {text} (allowed: 1 to {SpeculationContext.MaximumGamma}, each once, separated by commas)");
    }

    private static SpeculateLink[] LinksOf(IReadOnlyList<string> texts)
    {
        try
        {
            return [.. texts.Select(text => new SpeculateLink(text, LinkShapeText.Parse(text)))];
        }
        catch (FormatException fault)
        {
            throw new FormatException($"--link: {fault.Message}", fault);
        }
    }

    private static string[] Parts(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static void Try(CommandResult result, Func<object> read)
    {
        try
        {
            _ = read();
        }
        catch (FormatException fault)
        {
            result.AddError(fault.Message);
        }
    }

    private static ulong? Number(ArgumentResult argument, string name, ulong least, ulong most)
    {
        string text = argument.Tokens[0].Value;
        if (!ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value) || value < least || value > most)
        {
            argument.AddError($"{name}: {text} (allowed: a whole number, {least} to {most})");
        }

        return value;
    }
}
