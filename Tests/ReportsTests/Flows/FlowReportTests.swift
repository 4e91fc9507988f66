import Discovery
import Foundation
import Reports
import Tensors
import TestSupport
import Testing

/// The report of flows: what it says and draws is what the result and the arrays say.
@Suite struct FlowReportTests {
  @Test func theAnswerComesFirst() throws {
    let run = try FlowRunFolder.plane.get()
    let report = try run.report()
    let summary = try #require(run.document["summary"] as? String)
    #expect(summary.hasPrefix(report.answer) && report.answer.contains("1 flow"))
    #expect(report.certainty == .certain && report.problems.isEmpty)
    #expect(report.facts.contains(.init("flows", "1")))
    #expect(report.title == "symmetron flows x^2 + y^2")
    // The reason stands with the trials.
    #expect(!report.answer.contains("as asked for"))
    let texts = report.sections.flatMap(\.blocks).compactMap {
      if case .text(let text) = $0 { text } else { nil }
    }
    #expect(texts.contains("As asked for."))
  }

  @Test func theFiguresOfThePaperAreThere() throws {
    let plane = try FlowRunFolder.plane.get().report()
    #expect(
      plane.figures.map(\.name) == [
        "plane", "strips", "drift", "rotation", "pixels", "principal-variances", "losses",
      ])
    let space = try FlowRunFolder.space.get().report()
    #expect(Set(space.figures.map(\.name)).isSuperset(of: ["space", "strips", "drift"]))
    let sphere = try FlowRunFolder.sphere.get().report()
    #expect(
      Set(sphere.figures.map(\.name))
        .isSuperset(of: ["space", "generators", "drift", "losses", "algebra"]))
    let circle = try FlowRunFolder.circle.get().report()
    #expect(Set(circle.figures.map(\.name)).isSuperset(of: ["plane", "generators", "drift"]))
    #expect(sphere.walks == nil && circle.walks == nil)
  }

  @Test func thePlaneShowsSamplesLevelsAndFlows() throws {
    let run = try FlowRunFolder.plane.get()
    let marks = try run.report().flowFigure("plane").panels[0].marks
    let labels = try #require(run.integers["labels"])
    let points = try #require(run.numbers["points"])
    #expect(marks.points.map(\.name) == ["0", "1", "class centres"])
    for c in 0...1 {
      let own = labels.indices.filter { labels[$0] == c }.map(points.row)
      expectClose(marks.points[c].places, Tensor(stacking: own))
    }
    expectClose(marks.points[2].places, try #require(run.numbers["centres"]))
    #expect(marks.points[2].symbol == .star)

    // The grid's last axis is the second, which runs along the rows of contours.
    let (outputs, axes) = (run.numbers["grid_outputs"], run.numbers["grid_axes"])
    let (grid, places) = (try #require(outputs), try #require(axes))
    let size = places.shape[1]
    for contours in marks.contours {
      #expect(contours.values.shape == [size, size])
      #expect(contours.values[3, 7] == grid[7 * size + 3, 0])
      #expect(contours.x.upperBound == places[0, size - 1])
    }
    #expect(marks.contours.last?.levels == [0] && marks.contours[0].levels.count > 3)

    // Arrows begin at places of the grid and point along the field there.
    let arrows = try #require(marks.arrows.first)
    let fields = try #require(run.numbers["grid_fields"])
    for i in stride(from: 0, to: arrows.tails.shape[0], by: 7) {
      let (tail, head) = (arrows.tails.row(i), arrows.heads.row(i))
      let x = try #require((0..<size).first { places[0, $0] == tail.scalars[0] })
      let y = try #require((0..<size).first { places[1, $0] == tail.scalars[1] })
      let field = fields.row(x * size + y).row(0)
      #expect((head - tail).dot(field) / ((head - tail).norm * field.norm) > 1 - 1e-9)
    }
    let streamlines = try #require(run.numbers["streamlines"])
    let curves = try #require(marks.lines.first { $0.paths.count == 2 })
    for start in 0...1 { expectClose(curves.paths[start], streamlines.row(start).row(0)) }
    #expect(marks.lines.last?.isDashed == true)
  }

  @Test func theSurfacesAreThoseOfTheOracleAndArrowsStartOnThem() throws {
    let run = try FlowRunFolder.space.get()
    let panel = try run.report().flowFigure("space").panels[0]
    let outputs = try #require(run.numbers["grid_outputs"])
    #expect(panel.z != nil)
    let surfaces = panel.marks.surfaces
    #expect(surfaces.map(\.name) == ["p(1) = 0.0001", "p(1) = 0.5", "p(1) = 0.9999"])
    for (surface, logit) in zip(surfaces, [-9.210240366975849, 0, 9.210240366975849]) {
      #expect((surface.level - logit).magnitude < 1e-9)
      #expect(surface.values.scalars == outputs.scalars)
    }
    #expect(panel.marks.arrows.map(\.name) == ["flow 1", "flow 2"])
    let mesh = LevelMesh(surfaces[1], most: 31).faces.flatMap { $0 }
    let cell = zip(surfaces[1].ranges, surfaces[1].values.shape).map {
      ($0.upperBound - $0.lowerBound) / Double($1 - 1)
    }
    for arrows in panel.marks.arrows {
      #expect(arrows.tails.shape[0] > 10)
      for tail in arrows.tails.unstacked {
        // A vertex of the surface is not farther than a cell.
        #expect(
          mesh.contains { corner in
            zip(zip(corner, tail.scalars), cell).allSatisfy { ($0.0 - $0.1).magnitude < 1.01 * $1 }
          })
      }
    }
  }

  @Test func stripsAlignPicturesWithProbabilities() throws {
    let run = try FlowRunFolder.plane.get()
    let panels = try run.report().flowFigure("strips").panels
    #expect(
      panels.map(\.title) == [
        "straight from 0 to 1", "from the centre of 0", "from the centre of 1",
      ])
    let lengths = try #require(run.numbers["streamline_lengths"]).scalars
    let shares = try #require(run.numbers["streamline_probabilities"]).row(1).row(0)
    let decoded = try #require(run.numbers["streamline_decoded"]).row(1).row(0)
    let panel = panels[2]
    // Curves have one unit with the pictures: the tick of probability 1 says where it lies.
    let one = try #require(panel.y.ticks?.first { $0.text == "1" }?.value)
    for lines in panel.marks.lines {
      let c = lines.name == "0" ? 0 : 1
      let values = lines.paths[0]
      for place in stride(from: 0, to: lengths.count, by: 3) {
        #expect(values[place, 0] == lengths[place])
        #expect((values[place, 1] / one - shares[place, c]).magnitude < 1e-12)
      }
    }
    let strip = try #require(panel.marks.images.first)
    let count = strip.pixels.shape[1]
    let step = (decoded.shape[0] - 1) / (count - 1)
    for i in 0..<count {
      expectClose(
        strip.pixels.row(0).row(i), decoded.row(i * step).reshaped([8, 8]))
    }
    // Of pictures 8 pixels wide, with one between, the middle of the first is 3.5 from its edge.
    let (x, y) = (try #require(strip.x), try #require(strip.y))
    let pixel = (x.upperBound - x.lowerBound) / Double(9 * count - 2)
    #expect((x.lowerBound + 3.5 * pixel - lengths[0]).magnitude < 1e-9)
    #expect((x.upperBound - 3.5 * pixel - lengths[lengths.count - 1]).magnitude < 1e-9)
    #expect(((y.upperBound - y.lowerBound) / 7 - pixel).magnitude < 1e-9)
  }

  @Test func gridsShowEveryStartAndField() throws {
    var run = try FlowRunFolder.space.get()
    // With more curves than strips show there is a grid: a third start.
    var walks = try #require(run.document["walks"] as? [String: Any])
    var starts = try #require(walks["starts"] as? [[String: Any]])
    starts.append(["name": "sample 5", "predicted": 1])
    walks["starts"] = starts
    let halves = try #require(walks["halves"] as? [[String: Any]])
    walks["halves"] =
      halves
      + halves.filter { $0["start"] as? Int == 0 }.map { $0.merging(["start": 2]) { $1 } }
    run.document["walks"] = walks
    for (name, array) in run.numbers where name.hasPrefix("streamline") && array.rank == 4 {
      run.numbers[name] = array.appending(rowsOf: array.rows(0..<1))
    }
    let panels = try run.report().flowFigure("grid").panels
    #expect(panels.count == 2 && panels[0].title.hasPrefix("flow 1, p ≥ "))
    #expect(panels[0].y.ticks?.map(\.text) == ["0", "1", "sample 5"])
    let decoded = try #require(run.numbers["streamline_decoded"])
    let lengths = try #require(run.numbers["streamline_lengths"]).scalars
    for (field, panel) in panels.enumerated() {
      let pixels = try #require(panel.marks.images.first).pixels
      let columns = try #require(panel.x.ticks)
      #expect(pixels.shape == [3, columns.count, 8, 8])
      let step = (decoded.shape[2] - 1) / (columns.count - 1)
      let spacing = (lengths.count - 1) / (columns.count - 1)
      for (column, tick) in columns.enumerated() {
        #expect((Double(tick.text) ?? .nan) - lengths[column * spacing] < 1e-3)
        for start in 0...2 {
          expectClose(
            pixels.row(start).row(column),
            decoded.row(start).row(field).row(column * step).reshaped([8, 8]))
        }
      }
    }
  }

  @Test func theSliderHasPicturesAndProbabilities() throws {
    let run = try FlowRunFolder.space.get()
    let walks = try #require(try run.report().walks)
    #expect(walks.classes == ["0", "1"] && walks.height == 8 && walks.width == 8)
    #expect(walks.paths.count == 5)
    #expect(walks.paths[1].name == "from the centre of 0 along flow 2")
    let decoded = try #require(run.numbers["streamline_decoded"])
    let shares = try #require(run.numbers["streamline_probabilities"])
    for start in 0...1 {
      for field in 0...1 {
        let path = walks.paths[2 * start + field]
        #expect(path.probabilities == shares.row(start).row(field).unstacked.map(\.scalars))
        let pixels = decoded.row(start).row(field).scalars
        #expect(path.pixels == pixels.map { UInt8(min(max((255 * $0).rounded(), 0), 255)) })
        #expect(path.pictured.first == 0 && path.pictured.last == path.places.count - 1)
      }
    }
    let straight = try #require(run.numbers["straight_probabilities"])
    #expect(walks.paths[4].probabilities == straight.unstacked.map(\.scalars))
  }

  @Test func driftIsTheLargestChangeOfAnOutput() throws {
    let run = try FlowRunFolder.space.get()
    let panels = try run.report().flowFigure("drift").panels
    let outputs = try #require(run.numbers["streamline_outputs"])
    let places = outputs.shape[2]
    let curve = outputs.row(1).row(1)
    let drawn = panels[0].marks.lines[1].paths[1]
    for place in 0..<places {
      let change = (curve[place, 0] - curve[places / 2, 0]).magnitude
      #expect(change == 0 ? drawn[place, 1].isNaN : drawn[place, 1] == change)
    }
    #expect(panels[0].y.isLogarithmic && panels.count == 2)
    let shares = try #require(run.numbers["streamline_probabilities"])
    #expect(panels[1].marks.lines[0].paths[0][2, 1] == shares.row(0).row(0)[2, 0])
  }

  @Test func trainingsAndTrialsAreThoseOfTheRun() throws {
    let run = try FlowRunFolder.space.get()
    let report = try run.report()
    let losses = try report.flowFigure("losses").panels
    #expect(losses.map(\.title) == ["autoencoder", "oracle", "flows"])
    let history = try #require(run.numbers["history_flows_invariance"])
    let drawn = try #require(losses[2].marks.lines.first { $0.name == "invariance" })
    #expect(drawn.paths[0].unstacked.map { $0.scalars[1] } == history.scalars)
    #expect(!losses[1].marks.lines.contains { $0.name == "accuracy" })
    let trials = report.sections.flatMap(\.blocks).lazy.compactMap {
      if case .table(let table) = $0, table.header.first == "flows" { table } else { nil }
    }.first
    #expect(trials?.rows.count == 1 && trials?.rows.first?.first == "2")

    var more = run
    let one = try #require((run.document["trials"] as? [[String: Any]])?.first)
    var other = one
    (other["count"], other["conflict"], other["isAccepted"]) = (3, 0.97, false)
    more.document["trials"] = [one, other]
    let marks = try more.report().flowFigure("trials").panels[0].marks
    #expect(marks.points.map(\.name) == ["relative invariance", "conflict"])
    expectClose(marks.points[1].places.row(1), Tensor([3, 0.97]))
  }

  @Test func anglesAndPixelsAreThoseOfTheRun() throws {
    let run = try FlowRunFolder.plane.get()
    let report = try run.report()
    let rotation = try #require(run.document["rotation"] as? [String: Any])
    let byClass = try #require(rotation["byClass"] as? [String: Double])
    let marks = try report.flowFigure("rotation").panels[0].marks
    #expect(marks.bars.first?.heights == ["0", "1"].compactMap { byClass[$0] })
    let chance = marks.lines.first { $0.name == "by chance" }?.paths[0][0, 1]
    #expect(chance == rotation["byChance"] as? Double)

    let maps = try report.flowFigure("pixels").panels
    #expect(maps.map(\.title) == ["maximum", "mean", "variance"])
    for (panel, name) in zip(maps, ["pixel_maximum", "pixel_mean", "pixel_variance"]) {
      #expect(panel.marks.heatMaps[0].values.shape == [8, 8])
      #expect(panel.marks.heatMaps[0].values.scalars == run.numbers[name]?.scalars)
    }
  }

  @Test func theJacobiansQuantilesAreDrawn() throws {
    let run = try FlowRunFolder.plane.get()
    // One singular value needs no figure.
    #expect(!(try run.report().figures.contains { $0.name == "jacobian" }))
    var more = run
    more.document["localRank"] = [
      "dimension": 3, "rank": 2, "share": 0.9, "singularValues": [3.0, 1.0, 0.0],
      "low": [2.0, 0.5, 0.0], "high": [4.0, 2.0, 0.1],
    ]
    let figure = try more.report().flowFigure("jacobian")
    let marks = figure.panels[0].marks
    // Zero is drawn at the least height.
    #expect(marks.points[0].places.unstacked.map { $0.scalars[1] } == [3, 1, 0.5])
    #expect(marks.lines[0].paths.map { $0.scalars[1] } == [2, 0.5, 0.5])
    #expect(marks.lines[0].paths.map { $0.scalars[3] } == [4, 2, 0.5])
    #expect(figure.caption.contains("leaves 1 to flows"))
  }

  @Test func formulasHaveStreamlinesOnTheirLevels() throws {
    let run = try FlowRunFolder.circle.get()
    let streamlines = try #require(run.numbers["streamlines"])
    #expect(Array(streamlines.shape.prefix(2)) == [5, 1] && streamlines.shape[3] == 2)
    let outputs = try #require(run.numbers["streamline_outputs"])
    let middle = streamlines.shape[2] / 2
    var starts: [Double] = []
    for start in 0..<5 {
      let (curve, values) = (streamlines.row(start).row(0), outputs.row(start).row(0))
      starts.append(values[middle, 0])
      for place in 0..<curve.shape[0] {
        let square = curve[place, 0] * curve[place, 0] + curve[place, 1] * curve[place, 1]
        #expect((square - values[place, 0]).magnitude < 1e-9)
        // Along a rotation the radius stays.
        #expect((square / values[middle, 0] - 1).magnitude < 0.05)
      }
    }
    #expect(starts == starts.sorted() && starts[4] > 4 * starts[0])
    let levels = try #require(try run.report().flowFigure("plane").panels[0].marks.contours.first)
      .levels
    // Nine levels below which shares of standard normal points lie: the median of χ²₂ is 1.39.
    #expect(levels.count == 9 && (levels[4] - 1.39).magnitude < 0.4)
  }
}
