// Runs programs on real Spark, each in a SparkContext of its own, and writes what Spark did as golden records (../record.ts).
// Loaded into spark-shell by record.mjs, which puts one `record(…)` a program behind it.
import java.nio.file.{Files, Path}
import org.apache.spark.{SparkConf, SparkContext}
import org.apache.spark.scheduler._
import org.apache.spark.sql.{Row, SparkSession}
import org.apache.spark.storage.StorageLevel
import scala.collection.mutable

val replClasses = sc.getConf.get("spark.repl.class.outputDir")
spark.stop()

/** What the listener saw of one application. */
class Observer extends SparkListener {
  val jobs = mutable.LinkedHashMap[Int, SparkListenerJobStart]()
  val results = mutable.Map[Int, String]()
  val submitted = mutable.Set[Int]()
  val tasks = mutable.Map[Int, mutable.Map[Int, SparkListenerTaskEnd]]()
  val plans = mutable.ArrayBuffer[String]()

  override def onJobStart(event: SparkListenerJobStart): Unit = synchronized { jobs(event.jobId) = event }
  override def onJobEnd(event: SparkListenerJobEnd): Unit = synchronized {
    results(event.jobId) = event.jobResult match { case JobSucceeded => "JobSucceeded"; case _ => "JobFailed" }
  }
  override def onStageSubmitted(event: SparkListenerStageSubmitted): Unit = synchronized { submitted += event.stageInfo.stageId }
  override def onTaskEnd(event: SparkListenerTaskEnd): Unit = synchronized {
    if (event.taskInfo.successful) tasks.getOrElseUpdate(event.stageId, mutable.Map())(event.taskInfo.partitionId) = event
  }
  override def onOtherEvent(event: SparkListenerEvent): Unit = if (event.getClass.getSimpleName == "SparkListenerSQLExecutionEnd") synchronized {
    // The plan as it was at the end, adaptive parts final. `qe` is private to Spark's SQL; null where Spark kept none.
    val execution = event.getClass.getMethod("qe").invoke(event)
    if (execution != null) plans += execution.asInstanceOf[org.apache.spark.sql.execution.QueryExecution].executedPlan.toString
  }
}

def json(value: Any): String = value match {
  case null | None => "null"
  case Some(inside) => json(inside)
  case text: String => text.map {
    case '"' => "\\\""; case '\\' => "\\\\"; case '\n' => "\\n"; case '\t' => "\\t"; case '\r' => "\\r"
    case c if c < ' ' => f"\\u${c.toInt}%04x"
    case c => c.toString
  }.mkString("\"", "", "\"")
  case number: Double if number.isNaN || number.isInfinite => json(number.toString)
  case number: Float if number.isNaN || number.isInfinite => json(number.toString)
  case _: Byte | _: Short | _: Int | _: Long | _: Float | _: Double | _: Boolean => value.toString
  case row: Row => json(row.toSeq)
  case fields: mutable.LinkedHashMap[_, _] => fields.map { case (key, inside) => s"${json(key)}: ${json(inside)}" }.mkString("{", ", ", "}")
  case map: scala.collection.Map[_, _] => json(map.toSeq)
  case values: Iterable[_] => values.map(json).mkString("[", ", ", "]")
  case values: Array[_] => json(values.toSeq)
  case tuple: Product if tuple.productPrefix.startsWith("Tuple") => json(tuple.productIterator.toSeq)
  case other => json(other.toString)
}

def fields(entries: (String, Any)*): mutable.LinkedHashMap[String, Any] = mutable.LinkedHashMap(entries: _*)

/** A file's RDD is named by its path, and a cached plan's by the plan: the end of the one, the start of the other. */
def shortName(name: String): String =
  if (name.startsWith("/") || name.startsWith("file:")) name.split("/").last
  else if (name.length > 40) name.take(40) + "…"
  else name

def stageFields(observer: Observer, stage: StageInfo, bytes: Boolean): mutable.LinkedHashMap[String, Any] = {
  val ran = observer.submitted(stage.stageId)
  val all = fields("id" -> stage.stageId, "status" -> (if (ran) "ran" else "skipped"), "numTasks" -> stage.numTasks, "parents" -> stage.parentIds.sorted)
  if (ran) {
    val ends = observer.tasks.getOrElse(stage.stageId, mutable.Map()).toSeq.sortBy(_._1).map(_._2)
    all("kind") = ends.headOption.map(_.taskType).getOrElse("")
    all("recordsRead") = ends.map(_.taskMetrics.inputMetrics.recordsRead)
    all("shuffleRecordsRead") = ends.map(_.taskMetrics.shuffleReadMetrics.recordsRead)
    all("shuffleRecordsWritten") = ends.map(_.taskMetrics.shuffleWriteMetrics.recordsWritten)
    all("recordsWritten") = ends.map(_.taskMetrics.outputMetrics.recordsWritten)
    if (bytes) {
      all("shuffleBytesRead") = ends.map(_.taskMetrics.shuffleReadMetrics.totalBytesRead)
      all("shuffleBytesWritten") = ends.map(_.taskMetrics.shuffleWriteMetrics.bytesWritten)
    }
  }
  all("rdds") = stage.rddInfos.sortBy(_.id).map(rdd =>
    fields("id" -> rdd.id, "scope" -> rdd.scope.map(_.name), "rdd" -> shortName(rdd.name), "parents" -> rdd.parentIds,
      "partitions" -> rdd.numPartitions, "cached" -> (rdd.storageLevel != StorageLevel.NONE)))
  all
}

/** Any member of an object, however private: Spark keeps what is read here to itself. */
def member(target: AnyRef, name: String): AnyRef = {
  val classes = Iterator.iterate[Class[_]](target.getClass)(_.getSuperclass).takeWhile(_ != null).toSeq
  classes.flatMap(_.getDeclaredMethods).find(m => m.getName == name && m.getParameterCount == 0).map { method =>
    method.setAccessible(true)
    method.invoke(target)
  }.orElse(classes.flatMap(_.getDeclaredFields).find(_.getName.endsWith(name)).map { field =>
    field.setAccessible(true)
    field.get(target)
  }).get
}

/** Size of every block (map by reducer) of each shuffle of up to 2000 reducers, as the driver knows it: rounded, one byte a block. */
def mapOutputBytes(): mutable.LinkedHashMap[String, Any] = {
  val tracker = org.apache.spark.SparkEnv.get.mapOutputTracker
  val shuffles = member(tracker, "shuffleStatuses").asInstanceOf[scala.collection.Map[Int, AnyRef]]
  fields(shuffles.toSeq.sortBy(_._1).map { case (id, shuffle) =>
    val maps = member(shuffle, "mapStatuses").asInstanceOf[Array[AnyRef]].toSeq.filter(_ != null)
    id.toString -> maps.map { map =>
      // MapStatus.decompressSize: the logarithm to base 1.1.
      member(map, "compressedSizes").asInstanceOf[Array[Byte]].toSeq.map {
        case 0 => 0L
        case size => math.pow(1.1, size & 0xff).toLong
      }
    }
  }: _*)
}

/** Expression ids are no part of a plan's meaning, and paths are the recorder's own. */
def planLines(plan: String): Seq[String] =
  plan.replaceAll("#\\d+L?", "").replaceAll("(file:)?/[^ \\],]*/([^ /\\],]+)", "$2").split("\n", -1).toSeq

def record(id: String, program: String, conf: Seq[(String, String)], bytes: Boolean, data: String, out: String)(body: (SparkSession, SparkContext, String, String) => Any): Unit = {
  val sparkConf = new SparkConf().setAppName(id).setAll(conf.filter(_._1 != "master")).setMaster(conf.toMap.apply("master"))
    .set("spark.ui.enabled", "false").set("spark.repl.class.outputDir", replClasses).set("spark.cleaner.referenceTracking", "false")
  val session = SparkSession.builder.config(sparkConf).getOrCreate()
  val context = session.sparkContext
  val observer = new Observer
  context.addSparkListener(observer)
  val tmp = Files.createTempDirectory("stageplay-record-")
  try {
    val result = body(session, context, data, tmp.toString)
    val bus = context.getClass.getMethod("listenerBus").invoke(context)
    bus.getClass.getMethod("waitUntilEmpty").invoke(bus)
    val jobs = observer.jobs.values.toSeq.map(start => fields("id" -> start.jobId,
      "sql" -> (start.properties != null && start.properties.getProperty("spark.sql.execution.id") != null),
      "result" -> observer.results(start.jobId), "stages" -> start.stageInfos.sortBy(_.stageId).map(stageFields(observer, _, bytes))))
    val all = fields("id" -> id, "spark" -> context.version, "scala" -> program, "conf" -> fields(conf: _*), "result" -> result,
      "executedPlans" -> observer.plans.toSeq.map(planLines), "jobs" -> jobs)
    if (bytes) all("mapOutputBytes") = mapOutputBytes()
    Files.writeString(Path.of(out, id + ".json"), json(all) + "\n")
    println(s"recorded $id: ${jobs.size} jobs, ${observer.plans.size} plans")
  } catch {
    case error: Throwable => println(s"FAILED $id: ${error.toString.take(600)}")
  } finally session.stop()
}
