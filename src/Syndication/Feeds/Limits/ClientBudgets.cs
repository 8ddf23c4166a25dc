using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Syndication.Publication;

namespace Syndication.Feeds.Limits;

/// <summary>What each network may still ask for; see <see cref="LimitOptions"/>.</summary>
/// <remarks>
/// A client whose network is not known is never refused: behind a proxy that does not say whom it speaks for, that would be everybody.
/// The limiter keeps time by the machine's own clock.
/// </remarks>
internal sealed class ClientBudgets : IDisposable
{
    // However many networks come, there are no more budgets than this: some then share one, which ones being other in every process.
    private const int MostBudgets = 1 << 16;
    private const int Unknown = -1;

    private readonly PartitionedRateLimiter<Network> limiter;
    private readonly TimeSpan perPiece;

    public ClientBudgets(IOptions<LimitOptions> options)
    {
        perPiece = TimeSpan.FromMinutes(1) / options.Value.PerMinute;
        var budget = new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.Value.Burst,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = perPiece,
            AutoReplenishment = false,
        };
        limiter = PartitionedRateLimiter.Create<Network, int>(network =>
            network.Prefix.Length == 0
                ? RateLimitPartition.GetNoLimiter(Unknown)
                : RateLimitPartition.GetTokenBucketLimiter(
                    (int)((uint)network.Prefix.GetHashCode(StringComparison.Ordinal) % MostBudgets),
                    _ => budget
                )
        );
    }

    /// <summary>Takes one piece of work from the client's budget.</summary>
    /// <returns>The refusal to answer with where nothing is left; else null.</returns>
    public TooManyRequests? Take(HttpContext http) => Acquire(http, pieces: 1);

    /// <summary>Takes nothing.</summary>
    /// <returns>The refusal to answer with where nothing is left; else null.</returns>
    public TooManyRequests? Check(HttpContext http) => Acquire(http, pieces: 0);

    public void Dispose() => limiter.Dispose();

    private TooManyRequests? Acquire(HttpContext http, int pieces)
    {
        using var lease = limiter.AttemptAcquire(Network.Of(http.Connection.RemoteIpAddress), pieces);
        if (lease.IsAcquired)
            return null;
        return new TooManyRequests(lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) && wait > perPiece ? wait : perPiece);
    }
}
