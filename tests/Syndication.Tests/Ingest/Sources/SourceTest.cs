namespace Syndication.Tests.Ingest.Sources;

/// <summary>A host with one source, which has the pieces "First" and "Second".</summary>
public abstract class SourceTest : IAsyncLifetime
{
    protected SourceServer Server { get; } = new();

    protected SourceHost Host { get; } = new();

    public virtual Task InitializeAsync()
    {
        Host.AddSource("feed", Server.At("/feed"));
        Server.Serve("/feed", "First", "Second");
        return Task.CompletedTask;
    }

    public virtual async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        await Server.DisposeAsync();
    }
}
