using System.Text;
using MimeKit;

namespace Syndication.Delivery.Mails;

/// <summary>One field of a mail's header as it goes over the wire.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Wire">Name, colon and folded value, to its CRLF.</param>
internal readonly record struct HeaderField(string Name, byte[] Wire)
{
    /// <summary>RFC 5322, section 2.1.1.</summary>
    private const int MostColumns = 78;

    /// <summary>Makes a field of any text: folded, what is not ASCII as encoded words (RFC 2047), without line breaks of its own.</summary>
    public static HeaderField Create(string name, string value)
    {
        if (IsPlain(value) && name.Length + 2 + value.Length <= MostColumns)
            return new HeaderField(name, Encoding.ASCII.GetBytes($"{name}: {value}\r\n"));
        var header = new Header(Encoding.UTF8, name, value);
        return new HeaderField(name, [.. header.RawField, (byte)':', .. WithDosLineEnds(header.RawValue)]);
    }

    private static bool IsPlain(string value) =>
        value is [not ' ', ..] and [.., not ' ']
        && !value.Contains("=?", StringComparison.Ordinal)
        && value.All(c => c is >= ' ' and <= '~');

    private static IEnumerable<byte> WithDosLineEnds(byte[] value) =>
        value
            .Where(character => character != '\r')
            .SelectMany<byte, byte>(character => character == '\n' ? [(byte)'\r', (byte)'\n'] : [character]);
}
