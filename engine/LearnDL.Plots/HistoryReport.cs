using System.Text;
using LearnDL.Models;
using LearnDL.Saving;

namespace LearnDL.Plots;

/// <summary>A training on one page, to look at, to keep and to send to somebody.</summary>
public static class HistoryReport
{
    /// <summary>
    /// Writes a page of a training, one file that needs no other, no network and no script:
    /// <c>history.Report("run.html", model: model)</c>. It has a curve of every figure, with that of the validation,
    /// the figures of all epochs and the machine; with the model also its layers, how it was compiled, what its
    /// weights are now, and its graph. It follows the reader's light or dark setting. (Keras has no such page.)
    /// </summary>
    /// <param name="history">What Fit returned.</param>
    /// <param name="toFile">A file that ends in .html; one that is there is replaced in one step. Null is no
    /// file.</param>
    /// <param name="model">The model, as it is after the training; none by default.</param>
    /// <param name="title">The page's title; by default that of the model.</param>
    /// <returns>The page.</returns>
    /// <exception cref="HyperparameterException">The file ends in something else.</exception>
    /// <exception cref="DataException">The history has no epoch, or a weight is not finite.</exception>
    /// <exception cref="ModelException">The model is not built yet.</exception>
    /// <exception cref="SaveException">The file cannot be written.</exception>
    public static string Report(this History history, string? toFile = "run.html", Model? model = null,
        string? title = null)
    {
        if (toFile is not null && Path.GetExtension(toFile).ToLowerInvariant() is not (".html" or ".htm"))
            throw new HyperparameterException("Report: there is no such page.", "a file that ends in .html",
                $"\"{toFile}\"", $"Use \"{Path.ChangeExtension(toFile, ".html")}\".");
        PlotCheck.NotEmpty("Report", "epochs", history.Epoch.Count);
        var page = new ReportPage(title ?? (model is null ? "A training" : $"Training of {model.Name}"), $"{history}");
        page.Add("Learning curves", ReportCurves.Of(history));
        if (model is not null)
        {
            page.Add("Layers", ReportModel.Layers(model));
            page.Add("Settings", ReportModel.Settings(model));
            page.Add("Weights after the training", ReportModel.Weights(model));
            page.Add("Graph", ReportModel.Graph(model));
        }
        page.Add("Figures by epoch", ReportFigures.Of(history));
        page.Add("Machine", ReportMachine.Table());
        var html = page.ToHtml();
        if (toFile is not null)
            AtomicFile.Write(toFile, Encoding.UTF8.GetBytes(html));
        return html;
    }
}
