using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Syndication.Storage;

/// <summary>
/// Adds rows by one prepared statement for all of a kind, and tracks none: EF makes a statement for each, compiles it anew, and looks at what
/// it tracks at every save. For what comes by the ten thousand; whoever wants such a row as an entity reads it.
/// </summary>
public static class NewRows
{
    private const string Cached = "Syndication:NewRows";

    /// <summary>Adds the rows, at once, in the caller's transaction.</summary>
    /// <param name="db">A context with a transaction.</param>
    /// <param name="rows">Of keys that are not there yet, and without values that the store makes.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task AddAsync<T>(PublicationDb db, IReadOnlyCollection<T> rows, CancellationToken ct)
        where T : class
    {
        if (rows.Count == 0)
            return;
        var type = db.Model.FindEntityType(typeof(T)) ?? throw new ArgumentException($"{typeof(T)} is no row.", nameof(rows));
        var table = type.GetOrAddRuntimeAnnotationValue(Cached, static found => new RowTable(found!), type);
        await using var command = new RowsCommand(db);
        foreach (var row in rows)
            command.Add(table.ValuesOf(row));
        await command.ExecuteAsync($"{table.Insert} {command.Rows}", ct);
    }

    /// <inheritdoc cref="AddAsync{T}(PublicationDb, IReadOnlyCollection{T}, CancellationToken)"/>
    public static Task AddOneAsync<T>(PublicationDb db, T row, CancellationToken ct)
        where T : class => AddAsync<T>(db, [row], ct);

    /// <summary>A table and its columns, as the model has them.</summary>
    private sealed class RowTable
    {
        private readonly Column[] columns;

        public RowTable(IEntityType type)
        {
            columns = [.. type.GetProperties().Select(property => new Column(property))];
            Insert = $"INSERT INTO \"{type.GetTableName()}\" ({string.Join(", ", columns.Select(column => $"\"{column.Name}\""))}) VALUES";
        }

        /// <summary>The statement up to its rows.</summary>
        public string Insert { get; }

        public (DbType Type, object? Value)[] ValuesOf(object row) => Array.ConvertAll(columns, column => column.ValueOf(row));
    }

    private sealed class Column(IProperty property)
    {
        private readonly IClrPropertyGetter getter = property.GetGetter();
        private readonly ValueConverter? converter = property.GetTypeMapping().Converter;
        private readonly DbType type = TypeOf(property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType);

        public string Name { get; } = property.GetColumnName();

        public (DbType Type, object? Value) ValueOf(object row)
        {
            var value = getter.GetClrValueUsingContainingEntity(row);
            return (type, value is null || converter is null ? value : converter.ConvertToProvider(value));
        }

        private static DbType TypeOf(Type stored) =>
            (Nullable.GetUnderlyingType(stored) ?? stored) switch
            {
                var text when text == typeof(string) => DbType.String,
                var bytes when bytes == typeof(byte[]) => DbType.Binary,
                var flag when flag == typeof(bool) => DbType.Boolean,
                var number when number == typeof(int) => DbType.Int32,
                var number when number == typeof(long) => DbType.Int64,
                var other => throw new NotSupportedException($"No column of {other} was added this way before."),
            };
    }
}
