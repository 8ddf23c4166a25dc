using System.Data;
using System.Data.Common;
using System.Globalization;

namespace Syndication.Storage;

/// <summary>
/// The commands that came again and again on one connection. A command that is kept keeps its statement prepared: SQLite takes longer to compile
/// one of the ledger's than to run it.
/// </summary>
/// <param name="connection">
/// Open, and thrown away with its commands when it is closed: a statement belongs to what the connection was opened as, and a command goes on using
/// it after the connection was closed and opened as something else.
/// </param>
internal sealed class PreparedCommands(DbConnection connection) : IDisposable
{
    // A statement over many rows is too long, and comes too seldom in the same length, to be kept.
    private const int MostParameters = 256;
    private const int MostKept = 256;

    private readonly Dictionary<string, DbCommand> kept = new(StringComparer.Ordinal);

    /// <summary>A command for the statement, with values of another time; null: it is not one to keep.</summary>
    public DbCommand? Find(string sql, int parameters)
    {
        if (kept.TryGetValue(sql, out var known))
            return known;
        if (parameters > MostParameters)
            return null;
        if (kept.Count == MostKept)
            Forget();
        return kept[sql] = connection.CreateCommand();
    }

    /// <inheritdoc/>
    public void Dispose() => Forget();

    // What is wanted still is back soon.
    private void Forget()
    {
        foreach (var command in kept.Values)
            command.Dispose();
        kept.Clear();
    }

    /// <summary>Gives a command its statement and the values of its parameters <c>@p0</c>, <c>@p1</c> and so on.</summary>
    public static void Fill(DbCommand command, string sql, ReadOnlySpan<(DbType Type, object? Value)> values)
    {
        // Given anew, even the same text would be compiled anew.
        if (command.CommandText != sql)
            command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
        {
            if (i == command.Parameters.Count)
                command.Parameters.Add(Parameter(command, i));
            command.Parameters[i].DbType = values[i].Type;
            command.Parameters[i].Value = values[i].Value ?? DBNull.Value;
        }
    }

    private static DbParameter Parameter(DbCommand command, int number)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{number}");
        return parameter;
    }
}
