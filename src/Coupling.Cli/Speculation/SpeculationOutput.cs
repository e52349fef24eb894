using System.Text;
using Coupling.Cli.Commands;
using Coupling.Cli.Output;
using Coupling.Figures.Speculations;

namespace Coupling.Cli.Speculation;

/// <summary>Writes the numbers and pictures of a sweep beside its results, and shows them.</summary>
internal static class SpeculationOutput
{
    public static void Write(SpeculateWork work, IReadOnlyList<(SpeculateLink Link, byte[] Json)> results)
    {
        SpeculationSet set = SpeculationReader.Read([.. results.Select(result => (result.Link.Text, (ReadOnlyMemory<byte>)result.Json))]);
        byte[] json = SpeculationNumbers.Json(set);
        work.Folder.WriteSummary(RunFolder.SpeculationName, json);
        File.WriteAllText(In(work, "speculation.csv"), SpeculationNumbers.Csv(set));
        var pictures = new List<string>();
        if (EfficiencyPicture.CanDraw(set))
        {
            EfficiencyPicture.Save(set, In(work, "efficiency"));
            pictures.Add("efficiency");
        }

        if (ThroughputPicture.CanDraw(set))
        {
            ThroughputPicture.Save(set, In(work, "throughput"));
            pictures.Add("throughput");
        }

        switch (work.Settings.Format)
        {
            case OutputFormat.Table:
                SpeculationTables.Write(ResultOutput.TableConsole(), set);
                string[] files = [.. pictures.SelectMany(name => new[] { $"{name}.png", $"{name}.svg" }), "speculation.csv", "speculation.json", results.Count == 1 ? "result.json" : "link-*/result.json"];
                Console.Out.WriteLine($"written to {work.Folder.FullPath}: {string.Join(", ", files)}");
                break;
            case OutputFormat.Json:
                Console.Out.WriteLine(Encoding.UTF8.GetString(results.Count == 1 ? results[0].Json : json));
                break;
            case OutputFormat.Jsonl:
                foreach ((_, byte[] result) in results)
                {
                    ResultOutput.Write(OutputFormat.Jsonl, result, work.Folder.FullPath);
                }

                break;
            default:
                throw new InvalidOperationException("An output is a table, JSON or lines of it.");
        }
    }

    private static string In(SpeculateWork work, string name) => Path.Combine(work.Folder.FullPath, name);
}
