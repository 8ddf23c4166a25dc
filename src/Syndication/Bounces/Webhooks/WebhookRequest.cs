namespace Syndication.Bounces.Webhooks;

/// <summary>What a provider sent.</summary>
/// <param name="Headers">The request's.</param>
/// <param name="Secret">The last part of the address; null: it has none.</param>
/// <param name="Body">As it came: signatures are over the bytes.</param>
internal sealed record WebhookRequest(IHeaderDictionary Headers, string? Secret, ReadOnlyMemory<byte> Body);

/// <summary>What a provider's request was found to be.</summary>
internal abstract record WebhookReading
{
    private WebhookReading() { }

    /// <summary>It does not prove whose it is.</summary>
    /// <param name="Why">In words of ours.</param>
    public sealed record Refused(string Why) : WebhookReading;

    /// <summary>Whose it is is proved; it is not in the form that is read.</summary>
    /// <param name="Rule">The rule that it breaks, with the place.</param>
    public sealed record Malformed(string Rule) : WebhookReading;

    /// <summary>Reports, or none where it tells of something else.</summary>
    public sealed record Reports(IReadOnlyList<ReturnedReport> Items) : WebhookReading;
}
