using Coupling.Distributions;
using Coupling.Wire.Links;
using Coupling.Wire.Meters;
using Coupling.Wire.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Coupling.Party.Probes;

/// <summary>Bob's side of a probe: he answers each question, for one plan, and says no more than its probe has.</summary>
internal sealed class BobProbe(LinkShaping shaping, ByteMeter meter, IServerStreamWriter<ProbeMessage> answers)
{
    private ArrivalRate up = new(meter);
    private int echoes;
    private long heard;
    private long said;

    /// <summary>Answers until the stream's end.</summary>
    /// <exception cref="BadDataException">A question is out of range, or no question.</exception>
    public async Task RunAsync(IAsyncStreamReader<ProbeMessage> questions, CancellationToken cancellationToken)
    {
        while (await questions.MoveNext(cancellationToken).ConfigureAwait(false))
        {
            await AnswerAsync(questions.Current, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task AnswerAsync(ProbeMessage question, CancellationToken cancellationToken)
    {
        switch (question.StepCase)
        {
            case ProbeMessage.StepOneofCase.Echo:
                Require(++echoes <= ProbeSize.WarmEchoes + ProbeSize.MostEchoes, "echo", echoes, $"at most {ProbeSize.WarmEchoes + ProbeSize.MostEchoes}");
                await answers.WriteAsync(question, cancellationToken).ConfigureAwait(false);
                break;
            case ProbeMessage.StepOneofCase.Up:
                up.Note();
                heard += question.Up.Length;
                Require(heard <= ProbeSize.Bytes(shaping.Up), "up", heard, $"at most {ProbeSize.Bytes(shaping.Up)} bytes");
                Require(!question.Up.Span.ContainsAnyExcept((byte)0), "up", heard, "zero bytes only");
                break;
            case ProbeMessage.StepOneofCase.UpEnd:
                await answers.WriteAsync(new ProbeMessage { Rate = up.Read() }, cancellationToken).ConfigureAwait(false);
                up = new ArrivalRate(meter);
                break;
            case ProbeMessage.StepOneofCase.WantDown:
                said += question.WantDown;
                Require(said <= ProbeSize.Bytes(shaping.Down), "want_down", said, $"at most {ProbeSize.Bytes(shaping.Down)} bytes");
                foreach (int length in ProbeSize.Cut((int)question.WantDown))
                {
                    await answers.WriteAsync(new ProbeMessage { Down = ByteString.CopyFrom(new byte[length]) }, cancellationToken).ConfigureAwait(false);
                }

                break;
            default:
                throw new BadDataException("probe", "step", question.StepCase.ToString(), "Echo, Up, UpEnd, WantDown");
        }
    }

    private static void Require(bool holds, string field, long value, string allowed)
    {
        if (!holds)
        {
            throw new BadDataException("probe", field, value.ToString(System.Globalization.CultureInfo.InvariantCulture), allowed);
        }
    }
}
