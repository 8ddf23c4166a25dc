namespace Syndication.Tests.Digests;

/// <summary>Tests of digests: a new publication each, with the sections "gear" and "posts".</summary>
public abstract class DigestTest : IAsyncLifetime, IDisposable
{
    /// <summary>From the start of the clock to the first daily slot.</summary>
    protected static readonly TimeSpan ToSlot = TimeSpan.FromHours(1);

    protected static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private protected DigestBench Bench { get; } = new();

    public Task InitializeAsync() => Bench.WithSectionsAsync("gear", "posts");

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        Bench.Dispose();
        GC.SuppressFinalize(this);
    }
}
