using System.Diagnostics;
using System.Globalization;

namespace Coupling.Benchmarks.Peers;

/// <summary>numpy in a process of its own, which works only while it is asked.</summary>
internal sealed class Numpy : IDisposable
{
    /// <summary>Where Debian's python3-numpy is, after the python3 of the path.</summary>
    private static readonly string[] Pythons = ["python3", "/usr/bin/python3", "python"];

    private readonly Process process;

    private Numpy(Process process, string version)
    {
        this.process = process;
        Version = version;
    }

    public string Version { get; }

    /// <summary>Null if no python here has numpy.</summary>
    public static Numpy? TryStart()
    {
        foreach (string python in Pythons)
        {
            try
            {
                var start = new ProcessStartInfo(python, [Path.Combine(AppContext.BaseDirectory, "Peers", "reference.py")])
                {
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                };
                Process process = Process.Start(start)!;
                if (process.StandardOutput.ReadLine() is { } version)
                {
                    return new Numpy(process, version);
                }

                process.Dispose();
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // There is no such program; the next may be there.
            }
        }

        return null;
    }

    /// <summary>The microseconds of one sample, the mean of some.</summary>
    public double Microseconds(int n, int repetitions)
    {
        process.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{n} {repetitions}"));
        process.StandardInput.Flush();
        string answer = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("numpy ended: " + process.StandardError.ReadToEnd());
        return double.Parse(answer, CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
