using System.Text;
using Coupling.Cli.Commands;
using Spectre.Console;

namespace Coupling.Cli.Output;

/// <summary>Puts a result on standard output in the asked format.</summary>
internal static class ResultOutput
{
    /// <summary>Wide enough for the tables, where there is no terminal to ask.</summary>
    private const int RedirectedWidth = 140;

    public static void Write(OutputFormat format, byte[] json, string folder)
    {
        switch (format)
        {
            case OutputFormat.Table:
                ResultTables.Write(TableConsole(), json);
                Console.Out.WriteLine($"result: {Path.Combine(folder, "result.json")}");
                break;
            case OutputFormat.Json:
                Console.Out.WriteLine(Encoding.UTF8.GetString(json));
                break;
            case OutputFormat.Jsonl:
                using (var document = System.Text.Json.JsonDocument.Parse(json))
                {
                    Console.Out.WriteLine(System.Text.Json.JsonSerializer.Serialize(new { result = document.RootElement }));
                }

                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, null);
        }
    }

    /// <summary>Standard output, for tables.</summary>
    public static IAnsiConsole TableConsole()
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings());
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = RedirectedWidth;
        }

        return console;
    }

    public static IAnsiConsole ErrorConsole() =>
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
}
