namespace Syndication.Delivery;

/// <summary>Registers the way out: ledger, senders, relays.</summary>
public static class DeliverySetup
{
    /// <summary>Services and options.</summary>
    public static void AddDelivery(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Ledger>();
        builder.Services.AddSingleton<SenderSignal>();
    }
}
