using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Syndication.Storage;

/// <summary>
/// One hand-written statement, mostly over several rows, in the transaction of a context. EF would make and cache a query for each number of
/// rows, and takes longer over each than the database does.
/// </summary>
/// <remarks>Both providers name the columns of <c>VALUES</c> <c>column1</c>, <c>column2</c> and so on.</remarks>
/// <param name="db">A context with a transaction.</param>
public sealed class RowsCommand(PublicationDb db) : IAsyncDisposable
{
    private readonly List<(DbType Type, object? Value)> values = [];
    private readonly StringBuilder rows = new();
    private DbCommand? own;

    /// <summary>The rows so far, as they follow <c>VALUES</c>.</summary>
    public string Rows => rows.ToString();

    /// <summary>Adds a value that stands by itself, before all rows.</summary>
    /// <returns>Its name in the statement.</returns>
    public string Value((DbType Type, object? Value) value)
    {
        values.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"@p{values.Count - 1}");
    }

    /// <summary>Adds a row.</summary>
    /// <param name="row">
    /// Numbers (a column takes what fits of 64 bits), truths, texts, bytes and nulls; a column's type is that of its values.
    /// </param>
    public void Add(params ReadOnlySpan<(DbType Type, object? Value)> row)
    {
        rows.Append(rows.Length == 0 ? "(" : ",(");
        for (var i = 0; i < row.Length; i++)
        {
            rows.Append(i == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $"@p{values.Count}");
            values.Add(row[i]);
        }

        rows.Append(')');
    }

    /// <summary>A number for <see cref="Add"/>.</summary>
    public static (DbType Type, object? Value) Number(long? value) => (DbType.Int64, value);

    /// <summary>A text for <see cref="Add"/>.</summary>
    public static (DbType Type, object? Value) Text(string? value) => (DbType.String, value);

    /// <summary>An id for <see cref="Add"/>, in the order of its making.</summary>
    public static (DbType Type, object? Value) Id(Guid value) => Bytes(value.ToByteArray(bigEndian: true));

    /// <summary>An id of a row that was read.</summary>
    public static Guid IdOf(DbDataReader row, int column) => new(row.GetFieldValue<byte[]>(column), bigEndian: true);

    /// <summary>Bytes for <see cref="Add"/>.</summary>
    public static (DbType Type, object? Value) Bytes(byte[] value) => (DbType.Binary, value);

    /// <summary>Runs the statement.</summary>
    /// <returns>How many rows it touched.</returns>
    public async Task<int> ExecuteAsync(string sql, CancellationToken ct) => await Command(sql).ExecuteNonQueryAsync(ct);

    /// <summary>Runs a statement that returns a number of each row that it touched.</summary>
    public async Task<HashSet<long>> NumbersAsync(string sql, CancellationToken ct) =>
        [.. await ReadAsync(sql, row => row.GetInt64(0), ct)];

    /// <summary>Runs a statement that returns rows.</summary>
    public async Task<List<T>> ReadAsync<T>(string sql, Func<DbDataReader, T> read, CancellationToken ct)
    {
        var found = new List<T>();
        await using var reader = await Command(sql).ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            found.Add(read(reader));
        return found;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => own?.DisposeAsync() ?? ValueTask.CompletedTask;

    private DbCommand Command(string sql)
    {
        var command = db.Prepared?.Find(sql, values.Count) ?? (own = db.Database.GetDbConnection().CreateCommand());
        PreparedCommands.Fill(command, sql, CollectionsMarshal.AsSpan(values));
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        return command;
    }
}
