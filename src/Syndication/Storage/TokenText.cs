using System.Buffers;
using System.Buffers.Text;

namespace Syndication.Storage;

/// <summary>Tokens and keys as text: base64url (RFC 4648, section 5) and nothing else.</summary>
public static class TokenText
{
    private static readonly SearchValues<char> Alphabet = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    );

    /// <summary>The bytes, or null where the text is no base64url without padding.</summary>
    /// <remarks>
    /// The library's decoder passes over white space and padding. A token that opens goes into headers and addresses, where a line
    /// break in it is harm, and each token is to have one form.
    /// </remarks>
    public static byte[]? Read(string text) =>
        text.AsSpan().ContainsAnyExcept(Alphabet) || !Base64Url.IsValid(text) ? null : Base64Url.DecodeFromChars(text);
}
