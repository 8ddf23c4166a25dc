using Microsoft.Extensions.Options;
using Syndication.Delivery;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Operations.Sample;

/// <summary>Prints the addresses worth opening once the server answers, in Development.</summary>
internal sealed class Welcome(
    IHostApplicationLifetime lifetime,
    WebAddresses web,
    DataDirectory data,
    IOptions<PublicationOptions> publication,
    IOptions<DeliveryOptions> delivery
) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(Print);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Print() =>
        Console.WriteLine(
            $"""

            {publication.Value.Name} is being served. Worth opening:

              {web.Home, -46} the publication
              {web.Feeds, -46} all feeds
              {web.Base + "/feeds/all.rss", -46} everything as RSS (.atom, .json)
              {web.Subscribe, -46} sign up as a reader
              {web.Base + "/docs", -46} the API
              {web.Base + "/admin", -46} operators: keys add NAME --role operator

            {Mail()}

            """
        );

    private string Mail()
    {
        var outbox = Path.Combine(data.Path, "outbox");
        if (delivery.Value.Relays.Count > 0)
            return "Mail goes out through the configured relays.";
        return Directory.Exists(outbox)
            ? $"Mail is written to {outbox}."
            : $"Mail is written to {outbox}: a digest for the sample reader within a minute.";
    }
}
