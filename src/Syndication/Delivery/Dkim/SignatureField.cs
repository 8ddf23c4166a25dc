using System.Globalization;
using System.Text;
using Syndication.Delivery.Mails;

namespace Syndication.Delivery.Dkim;

/// <summary>Writes the header field DKIM-Signature (RFC 6376, section 3.5), in lines of at most 78 characters where its words allow.</summary>
internal static class SignatureField
{
    private const int MostColumns = 78;
    private const string Name = "DKIM-Signature";

    /// <summary>The field up to its signature, which is yet to be made.</summary>
    public static string WithoutSignature(KeyName key, string algorithm, DateTimeOffset at, IReadOnlyList<string> fields, byte[] bodyHash)
    {
        var text = new StringBuilder($"{Name}: v=1; a={algorithm}; c=relaxed/relaxed;");
        Put(text, $" d={key.Domain};");
        Put(text, $" s={key.Selector};");
        Put(text, string.Create(CultureInfo.InvariantCulture, $" t={at.ToUnixTimeSeconds()};"));
        for (var i = 0; i < fields.Count; i++)
            Put(text, (i == 0 ? " h=" : "") + fields[i] + (i == fields.Count - 1 ? ";" : ":"), fold: i == 0 ? "" : " ");
        Put(text, $" bh={Convert.ToBase64String(bodyHash)};");
        return text.Append("\r\n b=").ToString();
    }

    /// <summary>The whole field.</summary>
    public static HeaderField With(string withoutSignature, byte[] signature)
    {
        var text = new StringBuilder(withoutSignature);
        var value = Convert.ToBase64String(signature);
        const int First = MostColumns - 3;
        for (var start = 0; start < value.Length; )
        {
            var room = start == 0 ? First : MostColumns - 1;
            text.Append(start == 0 ? "" : "\r\n ").Append(value.AsSpan(start, Math.Min(room, value.Length - start)));
            start += room;
        }

        return new HeaderField(Name, Encoding.ASCII.GetBytes(text.Append("\r\n").ToString()));
    }

    // A word that begins with a space is folded there; another one gets the space that folding needs.
    private static void Put(StringBuilder text, string word, string fold = "")
    {
        if (Column(text) + word.Length > MostColumns)
            text.Append("\r\n").Append(fold);
        text.Append(word);
    }

    private static int Column(StringBuilder text)
    {
        var column = 0;
        while (column < text.Length && text[text.Length - 1 - column] != '\n')
            column++;
        return column;
    }
}
