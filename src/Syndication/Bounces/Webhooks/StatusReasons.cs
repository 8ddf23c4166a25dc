using Syndication.Bounces.Judging;

namespace Syndication.Bounces.Webhooks;

/// <summary>Reasons by enhanced status code (RFC 3463), for providers that give one with their own word for the class.</summary>
internal static class StatusReasons
{
    private static readonly (string Code, BounceReason Reason)[] Table =
    [
        ("1.1", BounceReason.UserUnknown),
        ("1.6", BounceReason.UserUnknown),
        ("1.10", BounceReason.UserUnknown),
        ("1.2", BounceReason.HostUnknown),
        ("4.4", BounceReason.HostUnknown),
        ("2.2", BounceReason.MailboxFull),
        ("2.3", BounceReason.MessageTooBig),
        ("3.4", BounceReason.MessageTooBig),
        ("4.7", BounceReason.Expired),
    ];

    /// <summary>The reason that a code gives; <see cref="BounceReason.Undefined"/> where it gives none.</summary>
    /// <param name="status">Such as <c>5.1.1</c>; null: none.</param>
    public static BounceReason Of(string? status)
    {
        if (status is not { Length: > 2 } || status[1] != '.')
            return BounceReason.Undefined;
        var detail = status[2..];
        if (detail.StartsWith("7.", StringComparison.Ordinal))
            return status[0] == '4' ? BounceReason.Greylisted : BounceReason.PolicyViolation;
        foreach (var (code, reason) in Table)
        {
            if (code == detail)
                return reason;
        }

        return BounceReason.Undefined;
    }

    /// <summary>A code as it stands; null: it is none.</summary>
    public static string? Clean(string? status) =>
        status?.Trim() is { Length: <= 10 } text && text.Split('.') is [_, _, _] parts && parts.All(IsNumber) ? text : null;

    private static bool IsNumber(string part) => part.Length is > 0 and <= 3 && part.All(char.IsAsciiDigit);
}
