using BenchmarkDotNet.Running;
using Coupling.Benchmarks.Comparing;
using Coupling.Benchmarks.EndToEnd;

switch (args)
{
    case ["compare"] or ["compare", _]:
        return CompareVerb.Run(args.ElementAtOrDefault(1));
    case ["end-to-end", .. string[] jobs]:
        return await EndToEndVerb.RunAsync(jobs);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(CompareVerb).Assembly).Run(args);
        return 0;
}
