using System.Globalization;
using System.Text;

namespace LearnDL.Site.Walk;

/// <summary>
/// The unrolled chain as SVG, with the place on the way marked: forward the arrows point
/// to the right, backward to the left.
/// </summary>
public static class ChainPicture
{
    const int Cell = 62, Gap = 34, Left = 6, Top = 62, High = 46;

    public static string Svg(WalkStation station, int times)
    {
        var place = station.Place;
        var isBack = place.Phase >= WalkPhase.Backward;
        var right = Left + times * (Cell + Gap);
        var label = $"The chain of {times} time steps. Now: {station.Title}.";
        var svg = new StringBuilder(Invariant(
            $"<svg class=\"chain\" viewBox=\"0 0 {right + 42} 188\" role=\"img\" aria-label=\"{label}\">"));
        if (isBack)
            Box(Left, 8, right - Gap - Left, 28, "dW, dR, db", place.Phase is WalkPhase.Sums or WalkPhase.Check,
                isDone: false);
        Box(Left, 132, right - Gap - Left, 24, "x·W + b", place.Phase == WalkPhase.Project,
            place.Phase > WalkPhase.Project);
        for (var t = 1; t <= times; t++)
        {
            var x = Left + (t - 1) * (Cell + Gap);
            var (isNow, isDone) = (place.Time == t, isBack ? place.Phase > WalkPhase.Backward || place.Time < t
                : place.Phase >= WalkPhase.Loss || place.Phase == WalkPhase.Forward && place.Time > t);
            // its dz
            if (isBack) Arrow(x + Cell / 2, Top - 2, x + Cell / 2, 39, isNow || place.Phase == WalkPhase.Sums);
            else Arrow(x + Cell / 2, 130, x + Cell / 2, Top + High + 2, isNow);
            Box(x, Top, Cell, High, $"t = {t}", isNow, isDone);
            Text(x + Cell / 2, 178, $"x{"₀₁₂₃₄₅₆₇₈₉"[t]}", place.Phase == WalkPhase.Batch, "label");
            if (t < times)
            {
                Carry(x + Cell, Top + 13, isBack ? "dc" : "c", IsCarrying(t));
                Carry(x + Cell, Top + 33, isBack ? "dh" : "h", IsCarrying(t));
            }
        }
        var last = right - Gap;
        if (isBack)
            Arrow(right - 2, Top + 33, last + 3, Top + 33, place.Phase == WalkPhase.Backward && place.Time == times);
        else Arrow(last + 2, Top + 33, right - 3, Top + 33, place.Phase == WalkPhase.Loss);
        Box(right, Top + 18, 36, 30, "L", place.Phase == WalkPhase.Loss, place.Phase > WalkPhase.Loss);
        return svg.Append("</svg>").ToString();

        // Between two cells: what the step at hand takes from its neighbour.
        bool IsCarrying(int t) => place.Phase switch
        {
            WalkPhase.Forward => place.Time == t + 1,
            WalkPhase.Backward => place.Time == t,
            _ => false
        };

        void Carry(int from, int y, string name, bool isNow)
        {
            if (isBack) Arrow(from + Gap - 2, y, from + 3, y, isNow);
            else Arrow(from + 2, y, from + Gap - 3, y, isNow);
            Text(from + Gap / 2, y - 4, name, isNow, "small");
        }

        void Box(int x, int y, int width, int height, string text, bool isNow, bool isDone)
        {
            var state = isNow ? "now" : isDone ? "done" : "";
            svg.Append(Invariant(
                $"<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"5\" class=\"{state}\"/>"));
            Text(x + width / 2, y + height / 2 + 5, text, isNow);
        }

        void Text(int x, int y, string text, bool isNow, string size = "") =>
            svg.Append(Invariant($"<text x=\"{x}\" y=\"{y}\" class=\"{size}{(isNow ? " now" : "")}\">{text}</text>"));

        void Arrow(int x1, int y1, int x2, int y2, bool isNow)
        {
            var (dx, dy) = (Math.Sign(x2 - x1), Math.Sign(y2 - y1));
            svg.Append(Invariant($"<path class=\"{(isNow ? "now" : "")}\" d=\"M{x1} {y1}L{x2} {y2}"))
                .Append(Invariant($"M{x2 - 5 * dx + 4 * dy} {y2 - 5 * dy + 4 * dx}L{x2} {y2}"))
                .Append(Invariant($"L{x2 - 5 * dx - 4 * dy} {y2 - 5 * dy - 4 * dx}\"/>"));
        }
    }

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
