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

    private static async Task AddAsync(PublicationDb db, CancellationToken ct)
    {
        var isFirst = !await db.Set<HubScope>().AnyAsync(known => known.PingedVersion != null, ct);
        var missing = await (
            from version in db.Set<ScopeVersion>()
            join known in db.Set<HubScope>() on version.Scope equals known.Scope into found
            from known in found.DefaultIfEmpty()
            where known == null || known.PingedVersion == null
            select new
            {
                version.Scope,
                version.Version,
                Known = known,
            }
        ).ToListAsync(ct);
        foreach (var one in missing)
        {
            var scope = one.Known ?? db.Add(new HubScope { Scope = one.Scope, Version = one.Version }).Entity;
            scope.PingedVersion = isFirst ? one.Version : 0;
        }
    }

    private static Task<int> ForgetAsync(PublicationDb db, CancellationToken ct) =>
        db.Set<HubScope>().ExecuteUpdateAsync(set => set.SetProperty(known => known.PingedVersion, (long?)null), ct);
}
