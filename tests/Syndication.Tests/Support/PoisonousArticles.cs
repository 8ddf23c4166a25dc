using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Syndication.Ingest;

namespace Syndication.Tests.Support;

/// <summary>A store that no article goes into whose source calls it something with "poison", however often it is tried.</summary>
public sealed class PoisonousArticles : SaveChangesInterceptor
{
    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    ) =>
        eventData
            .Context!.ChangeTracker.Entries<ArticleSource>()
            .Any(entry => entry.State is not EntityState.Unchanged && entry.Entity.ExternalId.Contains("poison", StringComparison.Ordinal))
            ? throw new InvalidOperationException("This cannot be stored.")
            : ValueTask.FromResult(result);
}
