using System.Formats.Asn1;

namespace Coupling.Wire.Security;

/// <summary>Reads the URIs of a subject alternative name (RFC 5280, 4.2.1.6), which the framework's own reader leaves out.</summary>
internal static class SubjectNames
{
    private static readonly Asn1Tag UriTag = new(TagClass.ContextSpecific, 6);

    /// <summary>None where the extension is malformed: such a certificate names no role.</summary>
    public static IReadOnlyList<string> Uris(byte[] extension)
    {
        var uris = new List<string>();
        try
        {
            var reader = new AsnReader(extension, AsnEncodingRules.DER);
            AsnReader names = reader.ReadSequence();
            reader.ThrowIfNotEmpty();
            while (names.HasData)
            {
                if (names.PeekTag().HasSameClassAndValue(UriTag))
                {
                    uris.Add(names.ReadCharacterString(UniversalTagNumber.IA5String, UriTag));
                }
                else
                {
                    names.ReadEncodedValue();
                }
            }
        }
        catch (AsnContentException)
        {
            return [];
        }

        return uris;
    }
}
