using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Feeds.WebSub;

/// <summary>
/// Knows what other hubs were pinged about. When the first one is configured, everything as it then is counts as known to them; what
/// appears later is news.
/// </summary>
internal sealed class HubPingBaseline(Database database, IOptions<HubOptions> options)
{
    private readonly bool isOn = options.Value.PingHubs.Count > 0;

    /// <summary>Brings the table of scopes in line with the configuration. Writes nothing where it is already.</summary>
    public async Task EnsureAsync(CancellationToken ct)
    {
        var isInLine = await database.ReadAsync(async (db, token) => !await OutOfLine(db).AnyAsync(token), ct);
        if (!isInLine)
            await database.WriteAsync((db, token) => isOn ? AddAsync(db, token) : ForgetAsync(db, token), ct);
    }

    private IQueryable<string> OutOfLine(PublicationDb db) =>
        isOn
            ? db.Set<ScopeVersion>()
                .Where(version => !db.Set<HubScope>().Any(known => known.Scope == version.Scope && known.PingedVersion != null))
                .Select(version => version.Scope)
            : db.Set<HubScope>().Where(known => known.PingedVersion != null).Select(known => known.Scope);

    private async Task AddAsync(PublicationDb db, CancellationToken ct)
    {
        var isFirst = !await db.Set<HubScope>().AnyAsync(known => known.PingedVersion != null, ct);
        var missing = await OutOfLine(db).ToListAsync(ct);
        var versions = await db.Set<ScopeVersion>().Where(version => missing.Contains(version.Scope)).AsNoTracking().ToListAsync(ct);
        foreach (var version in versions)
        {
            if (await db.Set<HubScope>().FindAsync([version.Scope], ct) is not { } scope)
                db.Add(scope = new HubScope { Scope = version.Scope, Version = version.Version });
            scope.PingedVersion = isFirst ? version.Version : 0;
        }
    }

    private static Task<int> ForgetAsync(PublicationDb db, CancellationToken ct) =>
        db.Set<HubScope>().ExecuteUpdateAsync(set => set.SetProperty(known => known.PingedVersion, (long?)null), ct);
}
