using System.Globalization;
using Spectre.Console;

namespace Syndication.Operations.Verbs;

/// <summary>Shows how far long work over a list is: a bar on a terminal, elsewhere a line for every so many.</summary>
internal static class ListProgress
{
    private const int Every = 50_000;

    /// <param name="things">What is counted, in the plural.</param>
    /// <param name="file">What is read, from which the share that is done is told; null: not known.</param>
    /// <param name="work">The work.</param>
    /// <param name="output">Takes the lines.</param>
    public static Task<T> RunAsync<T>(string things, FileStream? file, Func<IProgress<int>, Task<T>> work, TextWriter output) =>
        Console.IsOutputRedirected ? work(new Lines(things, output)) : DrawAsync(things, file, work);

    private static Task<T> DrawAsync<T>(string things, FileStream? file, Func<IProgress<int>, Task<T>> work) =>
        AnsiConsole
            .Progress()
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn(), new TaskDescriptionColumn())
            .StartAsync(context =>
            {
                var bar = context.AddTask(things, maxValue: Math.Max(1, file?.Length ?? 1));
                bar.IsIndeterminate = file is null;
                return work(new Bar(bar, things, file));
            });

    private static string Count(int count, string things) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {things}");

    private sealed class Bar(ProgressTask bar, string things, FileStream? file) : IProgress<int>
    {
        public void Report(int value)
        {
            bar.Description = Count(value, things);
            if (file is not null)
                bar.Value = file.Position;
        }
    }

    private sealed class Lines(string things, TextWriter output) : IProgress<int>
    {
        private int written;

        public void Report(int value)
        {
            if (value / Every == written / Every)
                return;
            written = value;
            output.WriteLine(Count(value, things));
        }
    }
}
