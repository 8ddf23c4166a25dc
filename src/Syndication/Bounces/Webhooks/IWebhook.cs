namespace Syndication.Bounces.Webhooks;

/// <summary>The form in which one provider reports by HTTP, and proves that it is that provider.</summary>
internal interface IWebhook
{
    /// <summary>Its name in the address.</summary>
    string Provider { get; }

    /// <summary>Whether it is set up; otherwise there is nothing at its address.</summary>
    bool IsOpen { get; }

    /// <summary>Checks the proof first, and then reads.</summary>
    Task<WebhookReading> ReadAsync(WebhookRequest request, CancellationToken ct);
}
