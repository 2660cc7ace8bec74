using LearnDL.Data;
using LearnDL.Models;
using LearnDL.Saving;

namespace LearnDL.Callbacks;

/// <summary>
/// Writes the figures of every epoch into a file of comma-separated values, a row at a time, so that what is there
/// stays whatever happens.
/// The file is the one that Keras 3 writes: "epoch", counted from 0, then the figures in alphabetical order, those of
/// the first epoch; where it did not validate, the same again with "val_". A figure that is missing later is NA, NaN
/// is nan, and lines end with \r\n. Numbers are written in full, with a decimal point in every culture.
/// Figures that a callback behind this one adds are not in it.
/// </summary>
public sealed class CSVLogger : Callback
{
    readonly string filename;
    readonly bool append;
    readonly CsvRow row;

    string[]? keys;
    bool needsHeader;

    /// <param name="filename">The file, in a folder that is there.</param>
    /// <param name="separator">What stands between two values: one character, "," by default.</param>
    /// <param name="append">Whether rows are added to a file that is there already, which has its header then; false
    /// (the default) begins a new one with every Fit.</param>
    /// <exception cref="HyperparameterException">The separator is not one character, or is a quote or a line end.
    /// </exception>
    public CSVLogger(string filename, string separator = ",", bool append = false)
    {
        if (separator is not [not ('"' or '\r' or '\n')])
            throw new HyperparameterException("CSVLogger: separator is out of range.", "one character, such as , or ;",
                $"\"{separator}\"", "Use \",\", \";\" or \"\\t\".");
        (this.filename, this.append, row) = (filename, append, new CsvRow(separator[0]));
    }

    /// <inheritdoc/>
    public override bool WantsBatches => false;

    /// <inheritdoc/>
    /// <exception cref="MissingFileException">The file cannot be written; said before any weight changes.</exception>
    public override void OnTrainBegin()
    {
        keys = null;
        try
        {
            if (append || IsResuming)
                File.AppendAllText(filename, "");
            else
                File.WriteAllText(filename, "");
            needsHeader = new FileInfo(filename).Length == 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new MissingFileException($"CSVLogger cannot write '{filename}'.", "a file in a folder that is there",
                error.Message, $"Make its folder first: {Path.GetDirectoryName(Path.GetFullPath(filename))}.");
        }
    }

    /// <inheritdoc/>
    public override void KeepState(TrainingState state)
    {
        if (!File.Exists(filename))
            throw new MissingFileException($"'{filename}', which CSVLogger writes, is gone.", "the file of this training",
                "none", "Leave it in its place while Fit runs.");
        var (columns, length) = (string.Join('\n', keys ?? []), new FileInfo(filename).Length);
        state.Field("columns", ref columns);
        state.Field("length", ref length);
        if (!state.IsLoading)
            return;
        keys = columns.Length == 0 ? null : columns.Split('\n');
        using var stream = File.OpenWrite(filename);
        if (stream.Length > length) // rows of epochs that are run again
            stream.SetLength(length);
        needsHeader = stream.Length == 0;
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        keys ??= Columns(logs);
        var text = needsHeader ? row.Of(["epoch", .. keys]) : "";
        needsHeader = false;
        text += row.Of([$"{epoch}", .. keys.Select(key => logs.TryGetValue(key, out var value)
            ? CsvRow.Number(value) : "NA")]);
        File.AppendAllText(filename, text);
    }

    static string[] Columns(Logs logs)
    {
        string[] reported = [.. logs.Keys.Order(StringComparer.Ordinal)];
        return reported.Any(key => key.StartsWith("val_", StringComparison.Ordinal)) ? reported
            : [.. reported, .. reported.Select(key => "val_" + key)];
    }
}
