using Syndication.Storage;

namespace Syndication.Delivery.Leases;

/// <summary>The query for rows that are due, of groups that may be sent, the oldest group first. It costs what it returns, however many rows wait.</summary>
/// <remarks>
/// Hand-written for what EF cannot say: rows that another node is claiming at this moment are passed over, not waited for. SQLite walks the
/// index for each group and stops; PostgreSQL would fetch a million rows to sort them by their group, so it is made to look into one state
/// of one group at a time.
/// </remarks>
internal static class DueRows
{
    private static readonly string OpenGroups = $$"""
        NOT g."Settled" AND g."State" = {{(int)MailingState.Open}} AND (g."FreshUntil" IS NULL OR g."FreshUntil" > {0}) AND g."Stream" = {1}
        """;

    /// <summary>The query's text; <c>{0}</c> is the present in milliseconds, <c>{1}</c> the stream.</summary>
    /// <param name="engine">Whose SQL it is.</param>
    /// <param name="most">How many rows at most: a number or a placeholder.</param>
    /// <param name="claim">Whether the rows are to be claimed.</param>
    public static string Sql(IStoreEngine engine, string most, bool claim) =>
        engine.IsShared
            ? $$"""
                SELECT due."Id" FROM "Mailings" AS g
                CROSS JOIN (VALUES ({{(int)MessageState.Queued}}), ({{(int)MessageState.Deferred}}), ({{(int)
                    MessageState.InDoubt}})) AS waiting(state)
                CROSS JOIN LATERAL (
                    SELECT m."Id" FROM "Messages" AS m
                    WHERE m."Stream" = g."Stream" AND m."Group" = g."Group" AND m."State" = waiting.state AND m."NextAttemptAt" <= {0}
                    ORDER BY m."NextAttemptAt" LIMIT {{most}} {{(claim ? engine.Claim("m") : "")}}) AS due
                WHERE {{OpenGroups}}
                ORDER BY g."Stream", g."Group" LIMIT {{most}}
                """
            : $$"""
                SELECT m."Id" FROM "Mailings" AS g
                INNER JOIN "Messages" AS m ON m."Stream" = g."Stream" AND m."Group" = g."Group"
                WHERE {{OpenGroups}} AND m."NextAttemptAt" <= {0}
                  AND m."State" IN ({{(int)MessageState.Queued}}, {{(int)MessageState.Deferred}}, {{(int)MessageState.InDoubt}})
                ORDER BY g."Stream", g."Group" LIMIT {{most}}
                """;
}
