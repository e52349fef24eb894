using System.Buffers;
using System.Buffers.Binary;

namespace Coupling.Processes.Tests.ControlEdge;

/// <summary>The messages in the body of a gRPC request or response: each has a byte of flags and its length before it.</summary>
internal static class GrpcMessages
{
    private const int Prefix = 5;

    /// <summary>Copies a body message by message.</summary>
    /// <param name="source">The body.</param>
    /// <param name="target">Gets each message as soon as it is whole.</param>
    /// <param name="pass">Sees each message and says what is passed on instead.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task CopyAsync(Stream source, Stream target, Func<byte[], byte[]> pass, CancellationToken cancellationToken)
    {
        var prefix = new byte[Prefix];
        while (await source.ReadAtLeastAsync(prefix, Prefix, throwOnEndOfStream: false, cancellationToken) == Prefix)
        {
            if (prefix[0] != 0)
            {
                throw new InvalidDataException("a compressed message");
            }

            var message = new byte[BinaryPrimitives.ReadInt32BigEndian(prefix.AsSpan(1))];
            await source.ReadExactlyAsync(message, cancellationToken);
            byte[] passed = pass(message);
            var framed = new byte[Prefix + passed.Length];
            BinaryPrimitives.WriteInt32BigEndian(framed.AsSpan(1), passed.Length);
            passed.CopyTo(framed, Prefix);
            await target.WriteAsync(framed, cancellationToken);
            await target.FlushAsync(cancellationToken);
        }
    }
}
