using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Interop.Onnx;

/// <summary>The equations of a time step, from x·W + b and the state before to the state after it.</summary>
static class StepExport
{
    public static string[] Write(OnnxGraph g, RecurrentCell cell, string xW, string[] state) => cell.Kind switch
    {
        "LSTM" => Lstm(g, cell, xW, state[0], state[1]),
        "GRU" => [cell.ResetAfter ? GruAfter(g, cell, xW, state[0]) : GruBefore(g, cell, xW, state[0])],
        _ => [Tanh(g, cell, g.Op("Add", [xW, Product(g, state[0], g.Weight(cell.R))]))],    // h = tanh(xW + hPrev·R)
    };

    /// <summary>z = xW + hPrev·R, c = σ(zf)∘cPrev + σ(zi)∘tanh(zg), h = σ(zo)∘tanh(c)</summary>
    static string[] Lstm(OnnxGraph g, RecurrentCell cell, string xW, string hPrev, string cPrev)
    {
        var z = Split(g, g.Op("Add", [xW, Product(g, hPrev, g.Weight(cell.R))]), 4);        // i, f, g, o
        var kept = g.Op("Mul", [Sigma(g, cell, z[1]), cPrev]);
        var c = g.Op("Add", [kept, g.Op("Mul", [Sigma(g, cell, z[0]), Tanh(g, cell, z[2])])]);
        return [g.Op("Mul", [Sigma(g, cell, z[3]), Tanh(g, cell, c)]), c];
    }

    /// <summary>ĥ = tanh(xWh + r∘(hPrev·Rh + bRh))</summary>
    static string GruAfter(OnnxGraph g, RecurrentCell cell, string xW, string hPrev)
    {
        var hR = Product(g, hPrev, g.Weight(cell.R));
        if (cell.Bias is { } bias)
            hR = g.Op("Add", [hR, g.Weight(bias, "_state", b => b[1])]);
        string[] x = Split(g, xW, 3), h = Split(g, hR, 3);
        var z = Sigma(g, cell, g.Op("Add", [x[0], h[0]]));
        var r = Sigma(g, cell, g.Op("Add", [x[1], h[1]]));
        return Mixed(g, z, hPrev, Tanh(g, cell, g.Op("Add", [x[2], g.Op("Mul", [r, h[2]])])));
    }

    /// <summary>ĥ = tanh(xWh + (r∘hPrev)·Rh)</summary>
    static string GruBefore(OnnxGraph g, RecurrentCell cell, string xW, string hPrev)
    {
        string Gate(string x, int i) => g.Op("Add", [x, Product(g, hPrev, Kernel(g, cell, i))]);
        var x = Split(g, xW, 3);
        var (z, r) = (Sigma(g, cell, Gate(x[0], 0)), Sigma(g, cell, Gate(x[1], 1)));
        var reset = Product(g, g.Op("Mul", [r, hPrev]), Kernel(g, cell, 2));
        return Mixed(g, z, hPrev, Tanh(g, cell, g.Op("Add", [x[2], reset])));
    }

    /// <summary>h = z∘hPrev + (1 − z)∘ĥ</summary>
    static string Mixed(OnnxGraph g, string z, string hPrev, string candidate) => g.Op("Add", [
        g.Op("Mul", [z, hPrev]), g.Op("Mul", [g.Op("Sub", [g.Number(1), z]), candidate])]);

    /// <summary>The columns of R that belong to one gate (U, U).</summary>
    static string Kernel(OnnxGraph g, RecurrentCell cell, int gate) => g.Weight(cell.R, $"_{"zrh"[gate]}",
        R => R[.., (gate * cell.Units)..((gate + 1) * cell.Units)]);

    static string Product(OnnxGraph g, string h, string R) => g.Op("MatMul", [h, R]);

    static string[] Split(OnnxGraph g, string z, int gates) =>
        g.Ops("Split", gates, [z], OnnxAttribute.Int("axis", -1));

    static string Sigma(OnnxGraph g, RecurrentCell cell, string z) => ActivationExport.Write(g, cell.Gate, z);

    static string Tanh(OnnxGraph g, RecurrentCell cell, string z) => ActivationExport.Write(g, cell.Activation, z);
}
