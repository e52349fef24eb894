using System.Globalization;
using System.Text;
using Coupling.Coordination.Runs;
using Coupling.Coordination.Store;

namespace Coupling.Coordination.Results;

/// <summary>rows.csv: all rows of all modes on a workload, written one by one. It is there whole or not at all.</summary>
internal static class RowsFile
{
    public const string Name = "rows.csv";

    private const string Header =
        "mode,row,rounds,agreements,agreement,interval_low,interval_high,exact,agreement_p_value,total_variation,floor,optimum,"
        + "payload_bits_per_round_alice_to_bob,payload_bits_per_round_bob_to_alice,law_payload_bits_per_round";

    /// <summary>Writes it into a folder; an older one, of a run that went on, is replaced.</summary>
    /// <exception cref="StoreFaultException">It cannot be written.</exception>
    public static void Write(RunRecord record, string folder, double confidence)
    {
        string target = Path.Combine(folder, Name);
        string draft = target + ".part";
        try
        {
            using (var file = new StreamWriter(draft, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" })
            {
                file.WriteLine(Header);
                foreach (ModeRun mode in record.Modes)
                {
                    foreach (RowSection row in RowResults.All(record, mode, confidence))
                    {
                        file.WriteLine(Line(mode.Protocol.Name, row));
                    }
                }
            }

            File.Move(draft, target, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StoreFaultException($"rows: {fault.Message}; they are in the store, and are written when the run is resumed", fault);
        }
    }

    private static string Line(string mode, RowSection row) => string.Create(
        CultureInfo.InvariantCulture,
        $"{mode},{row.Row},{row.Rounds},{row.Agreements},{row.Agreement:R},{row.Interval.Low:R},{row.Interval.High:R},{row.Exact:R},{row.AgreementPValue:R},{row.TotalVariation:R},{row.Floor:R},{row.Optimum:R},{row.PayloadBitsPerRound?.AliceToBob:R},{row.PayloadBitsPerRound?.BobToAlice:R},{row.LawPayloadBitsPerRound:R}");
}
