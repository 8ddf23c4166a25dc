using MimeKit;
using MimeKit.Cryptography;

namespace Syndication.Ingest.MailIn;

/// <summary>
/// What our own mail server found out about a mail's sender (RFC 8601): enough where DMARC passed for the sender's domain, or DKIM or SPF for a
/// domain that is aligned with it (RFC 7489, section 3.1, relaxed).
/// </summary>
internal static class SenderProof
{
    /// <summary>The rule by which the mail is refused; null: the server speaks for the sender.</summary>
    /// <param name="message">As it arrived.</param>
    /// <param name="domain">The domain of its sender.</param>
    /// <param name="trusted">Names of servers whose word counts.</param>
    public static string? Refuse(MimeMessage message, string domain, IReadOnlyList<string> trusted)
    {
        // The topmost of that name is the one that our server put there last; what is below it may have come along.
        var results = message
            .Headers.Where(header => header.Field.Equals("Authentication-Results", StringComparison.OrdinalIgnoreCase))
            .Select(header => AuthenticationResults.TryParse(header.RawValue, out var parsed) ? parsed : null)
            .FirstOrDefault(found =>
                found is not null && trusted.Contains(found.AuthenticationServiceIdentifier, StringComparer.OrdinalIgnoreCase)
            );
        if (results is null)
            return "none of Ingest:Mail:TrustedServers says who sent it (Authentication-Results)";
        return results.Results.Any(result => IsPass(result) && Domains(result).Any(found => IsAligned(found, domain)))
            ? null
            : "neither DKIM, SPF nor DMARC passed for its sender's domain, by the word of our mail server";
    }

    private static bool IsPass(AuthenticationMethodResult result) => result.Result.Equals("pass", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Domains(AuthenticationMethodResult result) =>
        result.Method.ToLowerInvariant() switch
        {
            "dmarc" => Values(result, "header", "from"),
            "dkim" => Values(result, "header", "d").Concat(Values(result, "header", "i")),
            "spf" => Values(result, "smtp", "mailfrom"),
            _ => [],
        };

    private static IEnumerable<string> Values(AuthenticationMethodResult result, string type, string property) =>
        result
            .Properties.Where(found =>
                found.PropertyType.Equals(type, StringComparison.OrdinalIgnoreCase)
                && found.Property.Equals(property, StringComparison.OrdinalIgnoreCase)
            )
            .Select(found => found.Value[(found.Value.LastIndexOf('@') + 1)..].Trim().TrimEnd('.'));

    // The same, or one below the other. What both are below of is a registry's affair, of which we have no list.
    private static bool IsAligned(string found, string domain) =>
        found.Contains('.', StringComparison.Ordinal)
        && (
            found.Equals(domain, StringComparison.OrdinalIgnoreCase)
            || domain.EndsWith("." + found, StringComparison.OrdinalIgnoreCase)
            || found.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase)
        );
}
