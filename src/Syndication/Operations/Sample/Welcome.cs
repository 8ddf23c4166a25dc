using Microsoft.Extensions.Options;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Operations.Sample;

/// <summary>Prints the addresses worth opening once the server answers, in Development.</summary>
internal sealed class Welcome(
    IHostApplicationLifetime lifetime,
    WebAddresses web,
    DataDirectory data,
    IOptions<PublicationOptions> publication
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
              {web.Base + "/feeds/sections/harbour.rss", -46} a section as RSS (.atom, .json)
              {web.Subscribe, -46} sign up as a reader
              {web.Base + "/docs", -46} the API
              {web.Base + "/admin", -46} operators: keys add NAME --role operator

            Mail is written to {Path.Combine(data.Path, "outbox")}: a digest for {SampleSeeder.Reader} within a minute.

            """
        );
}
