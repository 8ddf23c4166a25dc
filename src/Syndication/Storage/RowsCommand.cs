using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Syndication.Storage;

/// <summary>
/// One hand-written statement over several rows, in the transaction of a context. EF would make and cache a query for each number of rows, and
/// takes longer over each than the database does.
/// </summary>
/// <remarks>Both providers name the columns of <c>VALUES</c> <c>column1</c>, <c>column2</c> and so on.</remarks>
public sealed class RowsCommand : IAsyncDisposable
{
    private readonly DbCommand command;
    private readonly StringBuilder rows = new();

    /// <param name="db">A context with a transaction.</param>
    public RowsCommand(PublicationDb db)
    {
        command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
    }

    /// <summary>The rows so far, as they follow <c>VALUES</c>.</summary>
    public string Rows => rows.ToString();

    /// <summary>Adds a row.</summary>
    /// <param name="values">Numbers (64 bits: a column takes what fits), texts, bytes and nulls; a column's type is that of its values.</param>
    public void Add(params ReadOnlySpan<(DbType Type, object? Value)> values)
    {
        rows.Append(rows.Length == 0 ? "(" : ",(");
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{command.Parameters.Count}");
            parameter.DbType = values[i].Type;
            parameter.Value = values[i].Value ?? DBNull.Value;
            command.Parameters.Add(parameter);
            rows.Append(i == 0 ? "" : ",").Append(parameter.ParameterName);
        }

        rows.Append(')');
    }

    /// <summary>A number for <see cref="Add"/>.</summary>
    public static (DbType Type, object? Value) Number(long? value) => (DbType.Int64, value);

    /// <summary>A text for <see cref="Add"/>.</summary>
    public static (DbType Type, object? Value) Text(string? value) => (DbType.String, value);

    /// <summary>Bytes for <see cref="Add"/>.</summary>
    public static (DbType Type, object? Value) Bytes(byte[] value) => (DbType.Binary, value);

    /// <summary>Runs the statement.</summary>
    /// <returns>How many rows it touched.</returns>
    public async Task<int> ExecuteAsync(string sql, CancellationToken ct)
    {
        command.CommandText = sql;
        return await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Runs a statement that returns a number of each row that it touched.</summary>
    public async Task<HashSet<long>> NumbersAsync(string sql, CancellationToken ct)
    {
        command.CommandText = sql;
        var numbers = new HashSet<long>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            numbers.Add(reader.GetInt64(0));
        return numbers;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => command.DisposeAsync();
}
