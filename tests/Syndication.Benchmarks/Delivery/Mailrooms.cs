using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Benchmarks.Feeds;
using Syndication.Publication;

namespace Syndication.Benchmarks.Delivery;

/// <summary>Fills stores: articles through the publisher, readers by SQL, who are due for what nobody got yet.</summary>
internal static class Mailrooms
{
    public const string Section = "observation-post";
    private const int Articles = 5;

    // As many as make a mail of about 17 KB.
    private const int Words = 105;

    /// <summary>The host's settings in common.</summary>
    public static IEnumerable<string> Arguments(IMailroom room, string store) =>
        room.SettingsOf(store)
            .Append(new("Publication:Sender", "The Test Post <news@news.test>"))
            .Select(setting => $"--{setting.Key}={setting.Value}");

    /// <summary>A store with readers who are all due for one digest.</summary>
    public static async Task FillAsync(IMailroom room, string store, int readers, CancellationToken ct)
    {
        await room.CreateAsync(store, copyOf: null, ct);
        await using (var host = await InProcessHost.StartAsync(room.SettingsOf(store)["Storage:Directory"], Arguments(room, store), ct))
        {
            var sections = host.Services.GetRequiredService<SectionStore>();
            await sections.PutAsync(new SectionSlug(Section), "Observation Post", _ => { }, ct);
            var now = TimeProvider.System.GetUtcNow();
            for (var i = 0; i < Articles; i++)
            {
                var article = Archive.Article(Section, i, now.AddMinutes(i - 60), Words) with { Announce = true };
                await Archive.PublishAsync(host.Services, article, ct);
            }
        }

        await using var connection = await room.OpenAsync(store, ct);
        foreach (var statement in Readers(room, readers))
            await ExecuteAsync(connection, statement, ct);
    }

    /// <summary>Runs a statement that may take its time.</summary>
    public static async Task ExecuteAsync(DbConnection connection, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>One number.</summary>
    public static async Task<long> NumberAsync(DbConnection connection, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        return Convert.ToInt64(await command.ExecuteScalarAsync(ct) is { } value and not DBNull ? value : 0L, CultureInfo.InvariantCulture);
    }

    private static IEnumerable<string> Readers(IMailroom room, int count)
    {
        var slot = TimeProvider.System.GetUtcNow().AddMinutes(-10);
        var now = slot.ToUnixTimeMilliseconds();
        yield return $"""
            WITH {room.Numbers(count)}
            INSERT INTO "Subscribers" ("Number", "Email", "EmailKey", "Handle", "FeedNumber", "State", "Hour", "Weekday", "Day", "Zone",
                "Format", "Layout", "Language", "PlanVersion", "CorrectionMark", "CreatedAt", "ConfirmedAt")
            SELECT i, 'reader' || i || '@inbox.test', 'reader' || i || '@inbox.test', {room.Handle}, 0, 1, 420, 1, 1, 'UTC',
                0, 0, 'en', 1, 0, {now}, {now} FROM n
            """;
        yield return $"""
            WITH {room.Numbers(count)}
            INSERT INTO "Subscriptions" ("Subscriber", "Section", "Cadence", "Mark", "From", "NextSlot", "NextDueAt")
            SELECT i, '{Section}', 2, 0, 0, '{slot.UtcDateTime:yyyy-MM-dd'T'HH:mm}', {now} FROM n
            """;
        yield return "ANALYZE";
    }
}
