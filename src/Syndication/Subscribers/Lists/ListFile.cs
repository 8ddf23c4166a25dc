using System.Globalization;
using System.Runtime.CompilerServices;
using CsvHelper;
using CsvHelper.Configuration;

namespace Syndication.Subscribers.Lists;

/// <summary>A list as CSV, read row by row. Commas, semicolons, tabs and bars divide; the first line names the columns.</summary>
internal sealed class ListFile : IDisposable
{
    private const int LongestField = 100_000;

    private static readonly CsvConfiguration Tolerant = new(CultureInfo.InvariantCulture)
    {
        DetectDelimiter = true,
        DetectDelimiterValues = [",", ";", "\t", "|"],
        BadDataFound = null,
        MissingFieldFound = null,
        TrimOptions = TrimOptions.Trim,

        // A quotation mark that is never closed would take the rest of the file for one field.
        MaxFieldSize = LongestField,
    };

    private readonly CsvReader csv;

    private ListFile(CsvReader csv, ListColumns columns) => (this.csv, Columns) = (csv, columns);

    /// <summary>What its columns mean.</summary>
    public ListColumns Columns { get; }

    /// <summary>Opens a list; the stream stays the caller's.</summary>
    /// <exception cref="ListFaultException">It has no line of column names, or none of them is for addresses.</exception>
    public static async Task<ListFile> OpenAsync(Stream stream)
    {
        var reader = new CsvReader(new StreamReader(stream, leaveOpen: true), Tolerant);
        try
        {
            if (!await reader.ReadAsync() || !reader.ReadHeader() || reader.HeaderRecord is not { } header)
                throw new ListFaultException("the list is empty: its first line must name the columns");
            var columns =
                ListColumns.Read(header)
                ?? throw new ListFaultException(
                    "no column is named email: the first line must name the columns, one of them \"email\" or \"Email Address\""
                );
            return new ListFile(reader, columns);
        }
        catch (CsvHelperException fault)
        {
            throw new ListFaultException("the first line cannot be read", fault);
        }
    }

    /// <summary>Its rows.</summary>
    /// <param name="request">What holds where a row says nothing.</param>
    /// <param name="cadences">The cadences of whoever does not bring their own.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="ListFaultException">It cannot be read any further.</exception>
    public async IAsyncEnumerable<ListRow> RowsAsync(
        ListRequest request,
        Dictionary<string, string> cadences,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var reading = new ListRowReading(Columns, request, cadences);
        while (await NextAsync())
        {
            ct.ThrowIfCancellationRequested();
            yield return reading.Read(csv.Parser.RawRow, at => csv.GetField(at) ?? "");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => csv.Dispose();

    private async Task<bool> NextAsync()
    {
        try
        {
            return await csv.ReadAsync();
        }
        catch (CsvHelperException fault)
        {
            throw new ListFaultException(
                $"line {csv.Parser.RawRow}: cannot be read (a quotation mark that is not closed, or a field of more than {LongestField} characters)",
                fault
            );
        }
    }
}
