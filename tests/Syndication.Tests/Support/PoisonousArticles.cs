using Microsoft.EntityFrameworkCore;

namespace Syndication.Tests.Support;

/// <summary>A store that no article goes into whose source calls it something with "poison", however often it is tried.</summary>
internal static class PoisonousArticles
{
    private const string OnSqlite = """
        CREATE TRIGGER poison BEFORE INSERT ON "ArticleSources" WHEN NEW."ExternalId" LIKE '%poison%'
        BEGIN SELECT RAISE(ABORT, 'This cannot be stored.'); END
        """;

    private const string OnPostgres = """
        CREATE FUNCTION poison() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'This cannot be stored.'; END $$;
        CREATE TRIGGER poison BEFORE INSERT ON "ArticleSources" FOR EACH ROW WHEN (NEW."ExternalId" LIKE '%poison%') EXECUTE FUNCTION poison()
        """;

    /// <summary>Makes the host's store one.</summary>
    public static Task RefusePoisonAsync(this SyndicationHost host) =>
        host.Database.WriteAsync(
            (db, ct) => db.Database.ExecuteSqlRawAsync(db.IsShared ? OnPostgres : OnSqlite, ct),
            CancellationToken.None
        );
}
