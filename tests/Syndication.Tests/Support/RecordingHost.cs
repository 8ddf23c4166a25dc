using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Storage.Sqlite;

namespace Syndication.Tests.Support;

/// <summary>A host that notes what the store is asked, and whose store can be made to fail.</summary>
public sealed class RecordingHost : SyndicationHost
{
    private readonly Recorder recorder = new();

    /// <summary>The reading commands.</summary>
    public List<RecordedQuery> Queries =>
        [.. recorder.Commands.Where(command => command.Sql.StartsWith("SELECT", StringComparison.Ordinal))];

    /// <summary>All commands.</summary>
    public IReadOnlyCollection<RecordedQuery> Commands => recorder.Commands;

    /// <summary>What every command fails with; null: none does.</summary>
    public Exception? Fault
    {
        get => recorder.Fault;
        set => recorder.Fault = value;
    }

    public void Forget() => recorder.Commands.Clear();

    /// <summary>SQLite's plan for the command, one step a line.</summary>
    public List<string> Explain(RecordedQuery query)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(DataFolder, "syndication.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + query.Sql;
        foreach (var (name, value) in query.Parameters)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        using var reader = command.ExecuteReader();
        var steps = new List<string>();
        while (reader.Read())
            steps.Add(reader.GetString(3));
        return steps;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services =>
            services.ConfigureDbContext<SqlitePublicationDb>(options => options.AddInterceptors(recorder))
        );
    }

    private sealed class Recorder : DbCommandInterceptor
    {
        public ConcurrentQueue<RecordedQuery> Commands { get; } = new();

        public Exception? Fault { get; set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default
        )
        {
            Note(command);
            return new(result);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<int> result,
            CancellationToken cancellationToken = default
        )
        {
            Note(command);
            return new(result);
        }

        private void Note(DbCommand command)
        {
            if (Fault is { } fault)
                throw fault;
            Commands.Enqueue(
                new(
                    command.CommandText.TrimStart(),
                    [.. command.Parameters.Cast<DbParameter>().Select(one => (one.ParameterName, one.Value))]
                )
            );
        }
    }
}
