using System.Globalization;
using Spectre.Console;

namespace Syndication.Operations.Verbs;

/// <summary>Shows how far an import is: a bar on a terminal, elsewhere a line for every thousand pieces. Lines about pieces wait for the bar's end.</summary>
internal sealed class ImportProgress
{
    private const int Every = 1000;
    private readonly ProgressTask? bar;
    private readonly TextWriter output;
    private readonly List<string> waiting = [];
    private int written;

    private ImportProgress(ProgressTask? bar, TextWriter output) => (this.bar, this.output) = (bar, output);

    /// <param name="work">The work.</param>
    /// <param name="output">Takes the lines.</param>
    public static async Task<T> RunAsync<T>(Func<ImportProgress, Task<T>> work, TextWriter output)
    {
        if (Console.IsOutputRedirected)
            return await work(new ImportProgress(bar: null, output));
        ImportProgress? progress = null;
        var result = await AnsiConsole
            .Progress()
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn(), new TaskDescriptionColumn())
            .StartAsync(context =>
            {
                var task = context.AddTask("pieces", maxValue: 1);
                task.IsIndeterminate = true;
                progress = new ImportProgress(task, output);
                return work(progress);
            });
        foreach (var line in progress!.waiting)
            await output.WriteLineAsync(line);
        return result;
    }

    /// <summary>Writes a line.</summary>
    public void Write(string line)
    {
        if (bar is null)
            output.WriteLine(line);
        else
            waiting.Add(line);
    }

    /// <summary>Shows how many pieces are done, and what share of the file was read.</summary>
    public void Report(int count, double? share)
    {
        if (bar is not null)
        {
            bar.Description = string.Create(CultureInfo.InvariantCulture, $"{count:N0} pieces");
            bar.IsIndeterminate = share is null;
            bar.Value = share ?? 0;
        }
        else if (count / Every != written / Every)
        {
            written = count;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count:N0} pieces"));
        }
    }
}
