using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Syndication.Storage;

/// <summary>
/// The commands that came again and again on one connection. A command that is kept keeps its statement prepared, for as long as the connection
/// stays open: SQLite takes longer to compile one of the ledger's than to run it.
/// </summary>
internal sealed class PreparedCommands
{
    // A statement over many rows is too long, and comes too seldom in the same length, to be kept.
    private const int MostParameters = 256;
    private const int MostKept = 64;

    private static readonly ConditionalWeakTable<DbConnection, PreparedCommands> All = [];
    private readonly DbConnection connection;
    private readonly Dictionary<string, DbCommand> kept = new(StringComparer.Ordinal);

    private PreparedCommands(DbConnection connection) => this.connection = connection;

    /// <summary>Those of a connection, which like it are used by one at a time.</summary>
    public static PreparedCommands Of(DbConnection connection) => All.GetValue(connection, one => new PreparedCommands(one));

    /// <summary>A command with these values for its parameters <c>@p0</c>, <c>@p1</c> and so on.</summary>
    /// <returns>The command, and whether it is kept: whoever has one that is not disposes it.</returns>
    public (DbCommand Command, bool IsKept) Get(string sql, ReadOnlySpan<(DbType Type, object? Value)> values)
    {
        var isKept = kept.TryGetValue(sql, out var known);
        var command = known ?? connection.CreateCommand();
        if (!isKept)
        {
            command.CommandText = sql;
            isKept = values.Length <= MostParameters && kept.Count < MostKept;
            if (isKept)
                kept.Add(sql, command);
        }

        for (var i = 0; i < values.Length; i++)
        {
            if (i == command.Parameters.Count)
                command.Parameters.Add(Parameter(command, i));
            command.Parameters[i].DbType = values[i].Type;
            command.Parameters[i].Value = values[i].Value ?? DBNull.Value;
        }

        return (command, isKept);
    }

    private static DbParameter Parameter(DbCommand command, int number)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{number}");
        return parameter;
    }
}
