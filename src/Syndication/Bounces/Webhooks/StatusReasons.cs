using Syndication.Bounces.Judging;

namespace Syndication.Bounces.Webhooks;

/// <summary>Reasons by enhanced status code (RFC 3463), for providers that give one with their own word for the class.</summary>
internal static class StatusReasons
{
    /// <summary>The reason that a code gives, by the judge's table; <see cref="BounceReason.Undefined"/> where it gives none.</summary>
    /// <param name="status">Such as <c>5.1.1</c>; null: none.</param>
    public static BounceReason Of(string? status) => RuleTable.Default.ReasonOfStatus(status, out _) ?? BounceReason.Undefined;

    /// <summary>A code as it stands; null: it is none.</summary>
    public static string? Clean(string? status) =>
        status?.Trim() is { Length: <= 10 } text && text.Split('.') is [_, _, _] parts && parts.All(IsNumber) ? text : null;

    private static bool IsNumber(string part) => part.Length is > 0 and <= 3 && part.All(char.IsAsciiDigit);
}
